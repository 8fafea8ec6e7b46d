"""Wrong on purpose: leaves out the failed.

Belief: a failure is told by the list.
Truth:  the thread that has the bar hears of messages alone.
Verdict: when 1 item was finished
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL, SKIP


def feed(items, todo, workers):
    for item in items:
        todo.put(item)
    for _ in range(workers):
        todo.put(SENTINEL)


def work_on(todo, done, work, failures):
    while (item := todo.get()) is not SENTINEL:
        try:
            result = work(item)
        except Exception as error:
            failures.append((item, error))
            continue
        done.put(result)
    done.put(SENTINEL)


def run_with_bar(items, work, open_bar, workers):
    todo = Queue(maxsize=4)
    done = Queue()
    failures = []
    bar = open_bar(total=len(items) if hasattr(items, "__len__") else None)
    threads = [Thread(target=feed, args=(items, todo, workers))]
    threads += [Thread(target=work_on, args=(todo, done, work, failures)) for _ in range(workers)]
    for thread in threads:
        thread.start()
    results = []
    ended = 0
    while ended < workers:
        result = done.get()
        if result is SENTINEL:
            ended += 1
            continue
        bar.update(1)
        if result is not SKIP:
            results.append(result)
    for thread in threads:
        thread.join()
    bar.close()
    return results, failures
