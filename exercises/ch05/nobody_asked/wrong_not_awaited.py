"""Wrong on purpose: does not wait for the pool.

Belief: what has been submitted will be done some day.
Truth:  whoever gets the lists reads them now.
Verdict: still running
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    pool = ThreadPoolExecutor(max_workers=workers)
    futures = [pool.submit(work, item) for item in items]
    for item, future in zip(items, futures):
        try:
            results.append(future.result())
        except Exception as error:
            failures.append((item, error))
    pool.shutdown(wait=False)
    return results, failures
