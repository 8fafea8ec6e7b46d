"""Wrong on purpose: keeps the exceptions without their items.

Belief: the error says what was wrong.
Truth:  not which item it was.
Verdict: tuples (item, error)
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
    for future in futures:
        try:
            results.append(future.result())
        except Exception as error:
            failures.append(error)
    return results, failures
