"""Wrong on purpose: keeps the texts of the errors.

Belief: the text is what one wants to know.
Truth:  their kinds and tracebacks are gone.
Verdict: the exceptions themselves were expected
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        errors = [str(error) for future in futures if (error := future.exception()) is not None]
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
