"""Wrong on purpose: the workers number their results by how many there are.

Belief: len(results) is the next free number.
Truth:  two threads read the same length, and one result is lost.
Verdict: all three are one or the other
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL, SKIP


def feed(items, todo, workers):
    for item in items:
        todo.put(item)
    for _ in range(workers):
        todo.put(SENTINEL)


def work_on(todo, done, work, failures, results):
    while (item := todo.get()) is not SENTINEL:
        try:
            result = work(item)
        except Exception as error:
            failures.append((item, error))
            result = SKIP
        if result is not SKIP:
            results[len(results)] = result
        done.put(None)
    done.put(SENTINEL)


def run_with_bar(items, work, open_bar, workers):
    todo = Queue(maxsize=4)
    done = Queue()
    failures = []
    results = {}
    bar = open_bar(total=len(items) if hasattr(items, "__len__") else None)
    threads = [Thread(target=feed, args=(items, todo, workers))]
    threads += [Thread(target=work_on, args=(todo, done, work, failures, results)) for _ in range(workers)]
    for thread in threads:
        thread.start()
    ended = 0
    while ended < workers:
        result = done.get()
        if result is SENTINEL:
            ended += 1
            continue
        bar.update(1)
    for thread in threads:
        thread.join()
    bar.close()
    return list(results.values()), failures
