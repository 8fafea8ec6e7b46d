"""Wrong on purpose: takes the futures as they are completed.

Belief: they come in the order in which they were submitted.
Truth:  they come as they finish.
Verdict: that is the order in which they were finished
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = {pool.submit(work, item): item for item in items}
        for future in as_completed(futures):
            try:
                results.append(future.result())
            except Exception as error:
                failures.append((futures[future], error))
    return results, failures
