"""Wrong on purpose: keeps the first error of a page.

Belief: one error is enough to know that it failed.
Truth:  the others are lost.
Verdict: of its parts have failed
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        errors = []
        for future in futures:
            if (error := future.exception()) is not None:
                errors.append(error)
                break
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
