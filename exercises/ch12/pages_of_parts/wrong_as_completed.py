"""Wrong on purpose: asks in the order in which they are done.

Belief: the order does not matter.
Truth:  the order of the parts was asked for.
Verdict: the order of the parts gives
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
        finished = list(as_completed([future for _, futures in submitted for future in futures]))
    stored, failures = [], []
    for name, futures in submitted:
        errors = [
            error for future in finished if future in futures and (error := future.exception()) is not None
        ]
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
