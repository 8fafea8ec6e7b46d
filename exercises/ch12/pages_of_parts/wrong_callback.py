"""Wrong on purpose: a callback keeps the errors.

Belief: then they come by themselves.
Truth:  they come in the order in which the parts are done.
Verdict: the order of the parts gives
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    kept = []
    with ThreadPoolExecutor(workers) as pool:
        for name, parts in pages:
            errors = []
            kept.append((name, errors))
            for part in parts:

                def done(future, errors=errors):
                    if future.exception() is not None:
                        errors.append(future.exception())

                pool.submit(store, part).add_done_callback(done)
    return [name for name, errors in kept if not errors], [pair for pair in kept if pair[1]]
