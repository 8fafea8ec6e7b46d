"""Wrong on purpose: finds the future of a part by its identity.

Belief: a part is on one page.
Truth:  the same object may be on two, and the future of the first is lost.
Verdict: Each page has its own sub-task
"""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        futures = {id(part): pool.submit(store, part) for _, parts in pages for part in parts}
    both = [
        (n, [futures[id(p)].exception() for p in parts if futures[id(p)].exception() is not None])
        for n, parts in pages
    ]
    return [n for n, e in both if not e], [(n, e) for n, e in both if e]
