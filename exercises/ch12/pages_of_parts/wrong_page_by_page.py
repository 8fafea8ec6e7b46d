"""Wrong on purpose: waits for a page before it begins the next one.

Belief: a page is one item.
Truth:  at its end threads are idle.
Verdict: it took
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    stored, failures = [], []
    for name, parts in pages:
        with ThreadPoolExecutor(workers) as pool:
            futures = [pool.submit(store, part) for part in parts]
        errors = [error for future in futures if (error := future.exception()) is not None]
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
