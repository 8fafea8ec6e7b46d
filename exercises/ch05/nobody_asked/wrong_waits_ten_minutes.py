"""Wrong on purpose: waits ten minutes for each result.

Belief: nothing takes longer than ten minutes.
Truth:  how long work takes nobody knows; a TimeoutError of one's own is then told as work's.
Verdict: with a single item: failures came out as
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
        for item, future in zip(items, futures, strict=True):
            try:
                results.append(future.result(timeout=600))
            except Exception as error:
                failures.append((item, error))
    return results, failures
