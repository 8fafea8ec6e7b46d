"""Wrong on purpose: the workers count what is finished, without a lock.

Belief: n += 1 is one step.
Truth:  two threads read the same number, and an item is missing on the bar.
Verdict: and the bar ends at 2
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL, SKIP


def feed(items, todo, workers):
    for item in items:
        todo.put(item)
    for _ in range(workers):
        todo.put(SENTINEL)


def work_on(todo, done, work, failures, count):
    while (item := todo.get()) is not SENTINEL:
        try:
            result = work(item)
        except Exception as error:
            failures.append((item, error))
            result = SKIP
        count[0] += 1
        done.put(result)
    done.put(SENTINEL)


def run_with_bar(items, work, open_bar, workers):
    todo = Queue(maxsize=4)
    done = Queue()
    failures = []
    count = [0]
    shown = 0
    bar = open_bar(total=len(items) if hasattr(items, "__len__") else None)
    threads = [Thread(target=feed, args=(items, todo, workers))]
    threads += [Thread(target=work_on, args=(todo, done, work, failures, count)) for _ in range(workers)]
    for thread in threads:
        thread.start()
    results = []
    ended = 0
    while ended < workers:
        result = done.get()
        if result is SENTINEL:
            ended += 1
            continue
        now = count[0]
        bar.update(now - shown)
        shown = now
        if result is not SKIP:
            results.append(result)
    for thread in threads:
        thread.join()
    bar.close()
    return results, failures
