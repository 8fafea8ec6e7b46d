"""Wrong on purpose: asks by == whether there is an exception.

Belief: == None asks whether it is None.
Truth:  it asks the exception, and one that calls itself equal to everything says yes.
Verdict: with errors that are equal to each other
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
    for item, future in zip(items, futures):
        if future.exception() == None:  # noqa: E711
            try:
                results.append(future.result())
            except Exception:
                pass
        else:
            failures.append((item, future.exception()))
    return results, failures
