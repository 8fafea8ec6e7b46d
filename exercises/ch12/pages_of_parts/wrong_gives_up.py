"""Wrong on purpose: waits for ten minutes, and takes what is not done by then for stored.

Belief: ten minutes are enough for everybody.
Truth:  nobody knows how long a part takes.
Verdict: slower
"""

from concurrent.futures import ThreadPoolExecutor, wait


def store_pages(pages, store, workers):
    stored, failures = [], []
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
        wait([future for _, futures in submitted for future in futures], timeout=600)
        for name, futures in submitted:
            errors = [future.exception() for future in futures if future.done()]
            errors = [error for error in errors if error is not None]
            if errors:
                failures.append((name, errors))
            else:
                stored.append(name)
    return stored, failures
