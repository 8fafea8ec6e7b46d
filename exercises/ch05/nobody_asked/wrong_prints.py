"""Wrong on purpose: prints what was raised.

Belief: who prints it hides nothing.
Truth:  a print is read by nobody; the caller gets two lists.
Verdict: failures is []
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results = []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
    for item, future in zip(items, futures):
        try:
            results.append(future.result())
        except Exception as error:
            print(f"{item!r} failed: {error!r}")
    return results, []
