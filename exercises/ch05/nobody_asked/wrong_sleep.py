"""Wrong on purpose: sleeps until all should be done, and looks which are.

Belief: ten seconds are enough for everybody.
Truth:  they are too long for most, and too short for some.
Verdict: after 4 s; here it took 10 s
"""

from concurrent.futures import ThreadPoolExecutor
from time import sleep


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
        sleep(10)
        for item, future in zip(items, futures):
            if future.done() and future.exception() is None:
                results.append(future.result())
            elif future.done():
                failures.append((item, future.exception()))
    return results, failures
