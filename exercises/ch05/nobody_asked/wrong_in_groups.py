"""Wrong on purpose: works on a group of items, waits for all of them, and takes the next group.

Belief: a pool is full with one group.
Truth:  who is done early has nothing to do until the slowest of the group is done.
Verdict: which each takes the next item when it is free
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for first in range(0, len(items), workers):
            group = items[first : first + workers]
            futures = [pool.submit(work, item) for item in group]
            for item, future in zip(group, futures):
                try:
                    results.append(future.result())
                except Exception as error:
                    failures.append((item, error))
    return results, failures
