"""Wrong on purpose: lists each error once.

Belief: an error that comes again says nothing new.
Truth:  there is one for each part that failed, and it may be the same object.
Verdict: the same error for two parts of a page
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    stored, failures = [], []
    with ThreadPoolExecutor(workers) as pool:
        handed = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
        for name, futures in handed:
            errors = [error for future in futures if (error := future.exception()) is not None]
            if errors:
                failures.append((name, list(dict.fromkeys(errors))))
            else:
                stored.append(name)
    return stored, failures
