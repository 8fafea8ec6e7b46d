"""Wrong on purpose: keeps the errors in a dict, by the page's name.

Belief: a name is a page.
Truth:  two pages may have the same name.
Verdict: failures are of the pages
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    errors = {}
    for name, futures in submitted:
        for future in futures:
            if (error := future.exception()) is not None:
                errors.setdefault(name, []).append(error)
    stored = [
        name for name, futures in submitted if not any(future.exception() is not None for future in futures)
    ]
    return stored, list(errors.items())
