"""Wrong on purpose: knows one kind of error.

Belief: that is the one I have seen.
Truth:  the other kinds leave the function.
Verdict: it left store_pages
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        errors = []
        for future in futures:
            try:
                future.result()
            except ValueError as error:
                errors.append(error)
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
