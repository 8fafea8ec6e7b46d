"""Wrong on purpose: catches ValueError.

Belief: a bad item raises ValueError.
Truth:  work may raise anything.
Verdict: it left work_on_all
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
    for item, future in zip(items, futures):
        try:
            results.append(future.result())
        except ValueError as error:
            failures.append((item, error))
    return results, failures
