"""Wrong on purpose: works on an item that failed once more, to get at its exception.

Belief: what failed in the pool fails here, too.
Truth:  each item is to be tried once, and a second try may go well, cost money, or do something twice.
Verdict: each is tried once
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
    for item, future in zip(items, futures):
        if future.exception() is None:
            results.append(future.result())
        else:
            try:
                results.append(work(item))
            except Exception as error:
                failures.append((item, error))
    return results, failures
