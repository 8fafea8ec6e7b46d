"""Wrong on purpose: wraps the exception into one of its own.

Belief: one type for all is easier to handle.
Truth:  the caller is promised what work raised.
Verdict: the exception itself
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
            failure = RuntimeError(f"{item!r} failed")
            failure.__cause__ = error
            failures.append((item, failure))
    return results, failures
