"""Wrong on purpose: has twice as many sub-tasks in the pool as it has workers, and waits for the first of them.

Belief: with as many again in line nobody is ever idle.
Truth:  the first may take long; the others finish the line meanwhile, and have nothing to do.
Verdict: which each takes the next item when it is free
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures, line = [], [], deque()

    def first_of_the_line():
        item, future = line.popleft()
        try:
            results.append(future.result())
        except Exception as error:
            failures.append((item, error))

    with ThreadPoolExecutor(workers) as pool:
        for item in items:
            if len(line) == 2 * workers:
                first_of_the_line()
            line.append((item, pool.submit(work, item)))
        while line:
            first_of_the_line()
    return results, failures
