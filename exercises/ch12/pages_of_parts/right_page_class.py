"""Right in another style: a class for a page."""

from concurrent.futures import ThreadPoolExecutor


class Page:
    def __init__(self, name, parts, pool, store):
        self.name = name
        self.futures = [pool.submit(store, part) for part in parts]

    @property
    def errors(self):
        found = (future.exception() for future in self.futures)
        return [error for error in found if error is not None]


def store_pages(pages, store, workers):
    with ThreadPoolExecutor(workers) as pool:
        all_pages = [Page(name, parts, pool, store) for name, parts in pages]
    stored = [page.name for page in all_pages if not page.errors]
    failures = [(page.name, page.errors) for page in all_pages if page.errors]
    return stored, failures
