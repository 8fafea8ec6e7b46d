"""Wrong on purpose: lets the sub-task read the loop's variable.

Belief: a function keeps the value that a variable had.
Truth:  it keeps the variable: when the sub-task runs, the loop is further on.
Verdict: results is ['YEW', 'YEW'
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = []
        for item in items:
            futures.append(pool.submit(lambda: work(item)))
    for item, future in zip(items, futures):
        try:
            results.append(future.result())
        except Exception as error:
            failures.append((item, error))
    return results, failures
