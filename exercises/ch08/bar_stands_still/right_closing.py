"""Right in another style: the bar is closed by contextlib."""

from contextlib import closing
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
            result = SKIP
        done.put(result)
    done.put(SENTINEL)


def run_with_bar(items, work, open_bar, workers):
    todo = Queue(maxsize=4)
    done = Queue()
    failures = []
    total = len(items) if hasattr(items, "__len__") else None
    results = []
    threads = [Thread(target=feed, args=(items, todo, workers))]
    threads += [Thread(target=work_on, args=(todo, done, work, failures)) for _ in range(workers)]
    with closing(open_bar(total)) as bar:
        for thread in threads:
            thread.start()
        for _ in range(workers):
            while (result := done.get()) is not SENTINEL:
                bar.update(1)
                results += [] if result is SKIP else [result]
        for thread in threads:
            thread.join()
    return results, failures
