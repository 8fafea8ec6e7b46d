"""Wrong on purpose: tries a part that failed once more.

Belief: a second try often helps.
Truth:  each part is stored once.
Verdict: each is stored once
"""

from concurrent.futures import ThreadPoolExecutor


def again(store, part):
    try:
        return store(part)
    except Exception:
        return store(part)


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(again, store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        errors = [error for future in futures if (error := future.exception()) is not None]
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
