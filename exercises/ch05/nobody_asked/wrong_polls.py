"""Wrong on purpose: asks each future again and again whether it is done.

Belief: a future has to be watched.
Truth:  result() waits by itself.
Verdict: again and again
"""

from concurrent.futures import ThreadPoolExecutor
from time import sleep


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
        while not all(future.done() for future in futures):
            sleep(0.01)
        for item, future in zip(items, futures):
            if future.exception() is None:
                results.append(future.result())
            else:
                failures.append((item, future.exception()))
    return results, failures
