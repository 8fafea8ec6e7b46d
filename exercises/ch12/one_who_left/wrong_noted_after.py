"""Wrong on purpose: notes whose result it is after it has put it.

Belief: two statements in one line are one step.
Truth:  the other thread has the result before its item is noted.
Verdict: pop from an empty deque
"""

from collections import deque
from queue import Queue
from threading import Thread

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(places)
    failures, order = [], deque()

    def work_on():
        for item in items:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                results.put(result)
                order.append(item)
        results.put(SENTINEL)

    def save_each():
        while (pair := results.get()) is not SENTINEL:
            result, item = pair, order.popleft()
            try:
                save(result)
            except Exception as error:
                failures.append((item, error))

    threads = [Thread(target=work_on, name="work_on"), Thread(target=save_each, name="save_each")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
