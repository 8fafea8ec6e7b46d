"""Wrong on purpose: collects the results of the futures as they are completed.

Belief: as_completed gives the futures in the order in which they were submitted.
Truth:  It gives them in the order in which they end.
Verdict: the results are ['B', 'A', 'D', 'C']; the order of the items is
"""

from concurrent.futures import Future, as_completed
from threading import Thread


def in_order(work, items):
    futures = [Future() for _ in items]

    def run(future, item):
        future.set_result(work(item))

    threads = [Thread(target=run, args=(future, item)) for future, item in zip(futures, items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [future.result() for future in as_completed(futures)]
