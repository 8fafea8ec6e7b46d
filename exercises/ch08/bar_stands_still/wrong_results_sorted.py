"""Wrong on purpose: moves the bar in time, and brings the results into the order of the items.

Belief: in order is nicer.
Truth:  who called it was promised the order in which they were finished.
Verdict: the order in which they were finished
"""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL, SKIP


def feed(items, todo, workers):
    for pair in enumerate(items):
        todo.put(pair)
    for _ in range(workers):
        todo.put(SENTINEL)


def work_on(todo, done, work, failures):
    while (pair := todo.get()) is not SENTINEL:
        place, item = pair
        try:
            result = work(item)
        except Exception as error:
            failures.append((item, error))
            result = SKIP
        done.put((place, result))
    done.put(SENTINEL)


def run_with_bar(items, work, open_bar, workers):
    todo, done, failures = Queue(maxsize=4), Queue(), []
    bar = open_bar(total=len(items) if hasattr(items, "__len__") else None)
    threads = [Thread(target=feed, args=(items, todo, workers))]
    threads += [Thread(target=work_on, args=(todo, done, work, failures)) for _ in range(workers)]
    for thread in threads:
        thread.start()
    results = {}
    ended = 0
    while ended < workers:
        pair = done.get()
        if pair is SENTINEL:
            ended += 1
            continue
        bar.update(1)
        if pair[1] is not SKIP:
            results[pair[0]] = pair[1]
    for thread in threads:
        thread.join()
    bar.close()
    return [results[place] for place in sorted(results)], failures
