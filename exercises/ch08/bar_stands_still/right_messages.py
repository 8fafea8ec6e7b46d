"""Right in another style: each message says what became of its item."""

from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL, SKIP


def feed(items, todo, workers):
    for item in items:
        todo.put(item)
    for _ in range(workers):
        todo.put(SENTINEL)


def work_on(todo, done, work):
    while (item := todo.get()) is not SENTINEL:
        try:
            done.put(("result", work(item)))
        except Exception as error:
            done.put(("failure", (item, error)))
    done.put(("end", None))


def run_with_bar(items, work, open_bar, workers):
    todo = Queue(maxsize=4)
    done = Queue()
    failures = []
    bar = open_bar(total=len(items) if hasattr(items, "__len__") else None)
    threads = [Thread(target=feed, args=(items, todo, workers))]
    threads += [Thread(target=work_on, args=(todo, done, work)) for _ in range(workers)]
    for thread in threads:
        thread.start()
    results = []
    ended = 0
    while ended < workers:
        kind, what = done.get()
        if kind == "end":
            ended += 1
            continue
        bar.update(1)
        if kind == "failure":
            failures.append(what)
        elif what is not SKIP:
            results.append(what)
    for thread in threads:
        thread.join()
    bar.close()
    return results, failures
