"""Wrong on purpose: cancels the rest of a page that has failed.

Belief: half a page is of no use.
Truth:  each part is to be stored.
Verdict: was never stored
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
        stored, failures = [], []
        for name, futures in submitted:
            errors = []
            for future in futures:
                if not future.cancelled() and (error := future.exception()) is not None:
                    errors.append(error)
                    for other in futures:
                        other.cancel()
            if errors:
                failures.append((name, errors))
            else:
                stored.append(name)
    return stored, failures
