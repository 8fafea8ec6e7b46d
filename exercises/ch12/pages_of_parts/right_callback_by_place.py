"""Right in another style: callbacks that note the place of the part."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial


def store_pages(pages, store, workers):
    kept = []

    def note(errors, place, future):
        errors[place] = future.exception()

    with ThreadPoolExecutor(workers) as pool:
        for name, parts in pages:
            errors = {}
            kept.append((name, errors))
            for place, part in enumerate(parts):
                pool.submit(store, part).add_done_callback(partial(note, errors, place))
    stored, failures = [], []
    for name, errors in kept:
        found = [errors[place] for place in sorted(errors) if errors[place] is not None]
        if found:
            failures.append((name, found))
        else:
            stored.append(name)
    return stored, failures
