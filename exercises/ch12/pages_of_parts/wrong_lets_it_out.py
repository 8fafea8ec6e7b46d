"""Wrong on purpose: asks for the results, and catches nothing.

Belief: result raises what went wrong, and the caller will see.
Truth:  the caller gets that one error, and nothing of the other pages.
Verdict: it left store_pages
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        errors = [future.result() for future in futures if future.result() is not None]
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
