"""Wrong on purpose: keeps another exception of the same kind, with the same arguments.

Belief: what looks the same is the same.
Truth:  a copy has no traceback: nobody sees where work raised it.
Verdict: looks the same, and is another
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
    for item, future in zip(items, futures, strict=True):
        try:
            results.append(future.result())
        except Exception as error:
            failures.append((item, type(error)(*error.args)))
    return results, failures
