"""Wrong on purpose: a failure is put as a pair, and each pair with an exception is taken for one.

Belief: nobody's result looks like that.
Truth:  work may return such a pair, and then it is a result.
Verdict: the results came out as
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
            result = (item, error)
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
    while ended < workers:
        result = done.get()
        if result is SENTINEL:
            ended += 1
            continue
        # One message for each item that is finished, so one move for each, in this thread.
        bar.update(1)
        if isinstance(result, tuple) and len(result) == 2 and isinstance(result[1], Exception):
            failures.append(result)
        elif result is not SKIP:
            results.append(result)
    for thread in threads:
        thread.join()
    bar.close()
    return results, failures
