"""Wrong on purpose: goes through pool.map inside one try.

Belief: map goes on behind an exception.
Truth:  it is a generator, and the first exception ends it.
Verdict: results is []
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        try:
            for result in pool.map(work, items):
                results.append(result)
        except Exception as error:
            failures.append((items[len(results)], error))
    return results, failures
