"""Wrong on purpose: asks the iterator of pool.map again after an exception.

Belief: next() goes on with the next item.
Truth:  a generator that has raised is at its end.
Verdict: results is []
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        mapped = pool.map(work, items)
        for item in items:
            try:
                results.append(next(mapped))
            except StopIteration:
                break
            except Exception as error:
                failures.append((item, error))
    return results, failures
