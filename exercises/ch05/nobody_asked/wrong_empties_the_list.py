"""Wrong on purpose: takes the items out of the list that it was handed.

Belief: whoever hands in a list has no more use for it.
Truth:  the list is the caller's, who finds it empty afterwards.
Verdict: it is the caller's
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures, futures = [], [], []
    with ThreadPoolExecutor(workers) as pool:
        while items:
            item = items.pop(0)
            futures.append((item, pool.submit(work, item)))
    for item, future in futures:
        try:
            results.append(future.result())
        except Exception as error:
            failures.append((item, error))
    return results, failures
