"""Right in another style: the last worker out sends the one end."""

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


def wait_for(threads, done):
    for thread in threads:
        thread.join()
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
    last = Thread(target=wait_for, args=(threads, done))
    last.start()
    results = []
    while (result := done.get()) is not SENTINEL:
        bar.update(1)
        if result is not SKIP:
            results.append(result)
    last.join()
    bar.close()
    return results, failures
