"""Wrong on purpose: the last worker out sends the end, and they count down without a lock.

Belief: whoever counts down to 0 is the last.
Truth:  counting down is two steps; where two threads read the same number nobody comes to 0.
Verdict: stuck
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL, SKIP


def feed(items, todo, workers):
    for item in items:
        todo.put(item)
    for _ in range(workers):
        todo.put(SENTINEL)


def work_on(todo, done, work, failures, left):
    while (item := todo.get()) is not SENTINEL:
        try:
            result = work(item)
        except Exception as error:
            failures.append((item, error))
            result = SKIP
        done.put(result)
    left[0] -= 1
    if left[0] == 0:
        done.put(SENTINEL)


def run_with_bar(items, work, open_bar, workers):
    todo = Queue(maxsize=4)
    done = Queue()
    failures = []
    left = [workers]
    bar = open_bar(total=len(items) if hasattr(items, "__len__") else None)
    threads = [Thread(target=feed, args=(items, todo, workers))]
    threads += [Thread(target=work_on, args=(todo, done, work, failures, left)) for _ in range(workers)]
    for thread in threads:
        thread.start()
    results = []
    while (result := done.get()) is not SENTINEL:
        bar.update(1)
        if result is not SKIP:
            results.append(result)
    for thread in threads:
        thread.join()
    bar.close()
    return results, failures
