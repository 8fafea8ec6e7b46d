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
        if result is not SKIP:
            done.put(result)
    done.put(SENTINEL)


def run_with_bar(items, work, open_bar, workers):
    """Work on all items in threads, and show how far it has come.

    Given:  an iterable; a function of one item that may raise; open_bar(total), which returns a bar with
            update(n) and close(); how many threads work.
    Do:     change what has to be changed, also in the two functions above.
    Never:  touch the bar in another thread, sleep, or ask again and again.
    Size:   about 45 lines, as now.   Stuck: the hints below, one at a time
    """
    todo = Queue(maxsize=4)
    done = Queue()
    failures = []
    bar = open_bar(total=todo.qsize())
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
        else:
            results.append(result)
    bar.update(len(results))
    for thread in threads:
        thread.join()
    return results, failures
