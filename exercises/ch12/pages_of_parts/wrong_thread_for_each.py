"""Wrong on purpose: has a pool with a thread for each part.

Belief: the more threads the faster.
Truth:  workers says how many.
Verdict: and workers is
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(100) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        errors = [error for future in futures if (error := future.exception()) is not None]
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
