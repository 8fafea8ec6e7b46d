"""Wrong on purpose: keeps the results that are true in an if.

Belief: what is false is nothing.
Truth:  0 and an empty text are results, too.
Verdict: with results that are false in an if
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
    for item, future in zip(items, futures):
        try:
            if result := future.result():
                results.append(result)
        except Exception as error:
            failures.append((item, error))
    return results, failures
