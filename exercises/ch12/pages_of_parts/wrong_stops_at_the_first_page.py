"""Wrong on purpose: stops at the first page that has failed.

Belief: then something is wrong.
Truth:  what became of the other pages is not told.
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
            break
        else:
            stored.append(name)
    return stored, failures
