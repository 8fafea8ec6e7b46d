"""Wrong on purpose: never has more than four workers.

Belief: more threads than cores are of no use.
Truth:  who stores waits, and takes no core.
Verdict: 40 parts take a second each
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    stored, failures = [], []
    with ThreadPoolExecutor(min(workers, 4)) as pool:
        handed = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
        for name, futures in handed:
            errors = [error for future in futures if (error := future.exception()) is not None]
            if errors:
                failures.append((name, errors))
            else:
                stored.append(name)
    return stored, failures
