"""Wrong on purpose: sleeps until all should be done.

Belief: ten seconds are enough for everybody.
Truth:  they are too long for most, and too short for some.
Verdict: it took 10 s
"""

from concurrent.futures import ThreadPoolExecutor
from time import sleep


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
        sleep(10)
    stored, failures = [], []
    for name, futures in submitted:
        errors = [error for future in futures if (error := future.exception()) is not None]
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
