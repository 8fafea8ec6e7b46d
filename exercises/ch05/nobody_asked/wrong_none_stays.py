"""Wrong on purpose: keeps a None in the place of what failed.

Belief: results stand beside the items.
Truth:  they are asked for without those that failed: None could be a result.
Verdict: without those that failed
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
    for item, future in zip(items, futures):
        try:
            results.append(future.result())
        except Exception as error:
            results.append(None)
            failures.append((item, error))
    return results, failures
