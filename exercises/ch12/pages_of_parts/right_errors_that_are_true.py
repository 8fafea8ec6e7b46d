"""Right in another style: asks whether an error is true, as the task says that each is."""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    stored, failures = [], []
    with ThreadPoolExecutor(workers) as pool:
        handed = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
        for name, futures in handed:
            errors = [error for future in futures if (error := future.exception())]
            if errors:
                failures.append((name, errors))
            else:
                stored.append(name)
    return stored, failures
