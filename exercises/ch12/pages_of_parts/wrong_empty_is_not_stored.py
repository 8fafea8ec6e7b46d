"""Wrong on purpose: leaves out a page without parts.

Belief: nothing was stored of it.
Truth:  nothing is missing of it either.
Verdict: stored is
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        errors = [error for future in futures if (error := future.exception()) is not None]
        if errors:
            failures.append((name, errors))
        elif futures:
            stored.append(name)
    return stored, failures
