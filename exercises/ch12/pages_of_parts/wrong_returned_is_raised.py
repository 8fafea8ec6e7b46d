"""Wrong on purpose: takes a result that is an exception for an error.

Belief: exceptions are errors.
Truth:  store may return one.
Verdict: returned and not raised
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        errors = []
        for future in futures:
            error = future.exception() or future.result()
            if isinstance(error, Exception):
                errors.append(error)
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
