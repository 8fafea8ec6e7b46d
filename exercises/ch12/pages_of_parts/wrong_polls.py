"""Wrong on purpose: looks again and again whether all are done.

Belief: exception might wait for ever.
Truth:  who asks again and again keeps a core busy, or is late.
Verdict: asks again and again
"""

from concurrent.futures import ThreadPoolExecutor
from time import sleep


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
        while not all(future.done() for _, futures in submitted for future in futures):
            sleep(0.25)
    stored, failures = [], []
    for name, futures in submitted:
        errors = [error for future in futures if (error := future.exception()) is not None]
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
