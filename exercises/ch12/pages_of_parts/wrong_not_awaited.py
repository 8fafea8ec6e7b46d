"""Wrong on purpose: does not wait for the pool.

Belief: asking waits anyway.
Truth:  only what is asked.
Verdict: and still running
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    pool = ThreadPoolExecutor(workers)
    submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    pool.shutdown(wait=False)
    stored, failures = [], []
    for name, futures in submitted:
        errors = [error for future in futures if future.done() and (error := future.exception()) is not None]
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
