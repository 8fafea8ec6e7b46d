"""Wrong on purpose: takes the pages out of the list.

Belief: what has been submitted is needed no more.
Truth:  the list is the caller's.
Verdict: caller's lists, and were changed
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    stored, failures = [], []
    with ThreadPoolExecutor(workers) as pool:
        handed = []
        while pages:
            name, parts = pages.pop(0)
            handed.append((name, [pool.submit(store, part) for part in parts]))
        for name, futures in handed:
            errors = [error for future in futures if (error := future.exception()) is not None]
            if errors:
                failures.append((name, errors))
            else:
                stored.append(name)
    return stored, failures
