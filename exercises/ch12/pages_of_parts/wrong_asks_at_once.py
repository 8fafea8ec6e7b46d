"""Wrong on purpose: asks each future as soon as it is submitted.

Belief: then nothing is forgotten.
Truth:  who asks waits, and the pool has one sub-task at a time.
Verdict: it took
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    stored, failures = [], []
    with ThreadPoolExecutor(workers) as pool:
        for name, parts in pages:
            errors = []
            for part in parts:
                if (error := pool.submit(store, part).exception()) is not None:
                    errors.append(error)
            if errors:
                failures.append((name, errors))
            else:
                stored.append(name)
    return stored, failures
