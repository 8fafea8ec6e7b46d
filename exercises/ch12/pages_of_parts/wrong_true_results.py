"""Wrong on purpose: takes a part for stored if its result is true.

Belief: store returns something when it is well.
Truth:  it may return anything.
Verdict: store
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        errors = [error for future in futures if (error := future.exception()) is not None]
        if not errors and not all(future.result() for future in futures):
            continue
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
