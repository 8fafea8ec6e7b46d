"""Wrong on purpose: the pool has eight threads at most.

Belief: more threads than eight are of no use to anybody.
Truth:  that is for the caller to say; where work waits, each thread more shortens the whole.
Verdict: items were worked on at once, and workers is 9
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    with ThreadPoolExecutor(min(workers, 8)) as pool:
        futures = [pool.submit(work, item) for item in items]
    results, failures = [], []
    for item, future in zip(items, futures, strict=True):
        try:
            results.append(future.result())
        except Exception as error:
            failures.append((item, error))
    return results, failures
