"""Wrong on purpose: puts the errors of a page into an ExceptionGroup.

Belief: that is what groups are for.
Truth:  a list was asked for.
Verdict: tuples (name, list of errors) were expected
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        errors = [error for future in futures if (error := future.exception()) is not None]
        if errors:
            failures.append((name, ExceptionGroup("page", errors)))
        else:
            stored.append(name)
    return stored, failures
