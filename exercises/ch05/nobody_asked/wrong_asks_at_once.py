"""Wrong on purpose: asks each future right after it was submitted.

Belief: the sooner one asks, the sooner one has it.
Truth:  result() waits: the next item is submitted when this one is done.
Verdict: one item was worked on at a time
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for item in items:
            try:
                results.append(pool.submit(work, item).result())
            except Exception as error:
                failures.append((item, error))
    return results, failures
