"""Wrong on purpose: keeps what came of each item in a dict by the item.

Belief: items are different, and can be keys.
Truth:  two may be equal, and a list is no key.
Verdict: comes twice, and fails the first time
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = {item: pool.submit(work, item) for item in items}
    results, failures = [], []
    for item, future in futures.items():
        try:
            results.append(future.result())
        except Exception as error:
            failures.append((item, error))
    return results, failures
