"""Wrong on purpose: lists a page that has failed among the stored, too.

Belief: some of its parts were stored.
Truth:  whole pages were asked for.
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
        stored.append(name)
    return stored, failures
