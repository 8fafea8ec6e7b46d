"""Wrong on purpose: puts the bare results, among which it looks for the end.

Belief: work never returns SENTINEL.
Truth:  it may return anything: what travels in a pair is no end.
Verdict: results that are marks
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
                order.append(item)
                results.put(result)
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
