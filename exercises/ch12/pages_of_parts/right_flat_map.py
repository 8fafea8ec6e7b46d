"""Right in another style: one map over all parts, and the pages take theirs from it."""

from concurrent.futures import ThreadPoolExecutor
from itertools import islice


def store_pages(pages, store, workers):
    def attempt(part):
        try:
            store(part)
        except Exception as error:
            return error
        return None

    stored, failures = [], []
    with ThreadPoolExecutor(workers) as pool:
        outcomes = pool.map(attempt, [part for _, parts in pages for part in parts])
        for name, parts in pages:
            errors = [each for each in islice(outcomes, len(parts)) if each is not None]
            (failures.append((name, errors)) if errors else stored.append(name))
    return stored, failures
