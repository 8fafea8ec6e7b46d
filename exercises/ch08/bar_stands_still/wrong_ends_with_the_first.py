"""Wrong on purpose: listens until the first worker has ended, and counts the rest after the joins.

Belief: when one has met the end, all is done.
Truth:  the others may still be at an item, and the bar stands still meanwhile.
Verdict: the bar stood at
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
            result = SKIP  # nothing comes out, and the bar has to hear of it all the same
        done.put(result)
    done.put(SENTINEL)


def run_with_bar(items, work, open_bar, workers):
    """Work on all items in threads, and show how far it has come."""
    todo = Queue(maxsize=4)
    done = Queue()
    failures = []
    # What is in the queue now says nothing of what will come; items may know.
    bar = open_bar(total=len(items) if hasattr(items, "__len__") else None)
    threads = [Thread(target=feed, args=(items, todo, workers))]
    threads += [Thread(target=work_on, args=(todo, done, work, failures)) for _ in range(workers)]
    for thread in threads:
        thread.start()
    results = []
    ended = 0
    while not ended:
        result = done.get()
        if result is SENTINEL:
            ended += 1
            continue
        # One message for each item that is finished, so one move for each, in this thread.
        bar.update(1)
        if result is not SKIP:
            results.append(result)
    for thread in threads:
        thread.join()
    while not done.empty():
        result = done.get()
        if result is SENTINEL:
            continue
        bar.update(1)
        if result is not SKIP:
            results.append(result)
    bar.close()
    return results, failures
