"""Right in another style: the sub-task returns its error in a list."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial


def told(store, part):
    try:
        store(part)
    except Exception as error:
        return [error]
    return []


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        asked = [(name, pool.map(partial(told, store), parts)) for name, parts in pages]
        kept = [(name, [error for errors in found for error in errors]) for name, found in asked]
    return [name for name, errors in kept if not errors], [pair for pair in kept if pair[1]]
