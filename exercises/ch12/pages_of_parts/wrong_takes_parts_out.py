"""Wrong on purpose: takes the parts out of their lists.

Belief: a copy of the list of pages is a copy of all.
Truth:  the lists in it are the caller's.
Verdict: caller's lists, and were changed
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    stored, failures = [], []
    with ThreadPoolExecutor(workers) as pool:
        handed = [
            (name, [pool.submit(store, parts.pop(0)) for _ in range(len(parts))]) for name, parts in pages
        ]
        for name, futures in handed:
            errors = [error for future in futures if (error := future.exception()) is not None]
            if errors:
                failures.append((name, errors))
            else:
                stored.append(name)
    return stored, failures
