"""Wrong on purpose: prints the errors.

Belief: then somebody will see them.
Truth:  the caller does not.
Verdict: no page is among the failures
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        errors = [error for future in futures if (error := future.exception()) is not None]
        if errors:
            print(name, errors)
        else:
            stored.append(name)
    return stored, failures
