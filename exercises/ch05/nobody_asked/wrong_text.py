"""Wrong on purpose: keeps the text of the exception.

Belief: the text is what one wants to know.
Truth:  its type, its notes and its traceback are gone.
Verdict: the exception itself
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
    for item, future in zip(items, futures):
        try:
            results.append(future.result())
        except Exception as error:
            failures.append((item, str(error)))
    return results, failures
