"""Wrong on purpose: waits for a result for a tenth of a second.

Belief: what takes longer has failed.
Truth:  nobody knows how long work takes.
Verdict: results is [], and ['ASH'
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
        for item, future in zip(items, futures):
            try:
                results.append(future.result(timeout=0.1))
            except Exception as error:
                failures.append((item, error))
    return results, failures
