"""Right in another style: result in a try, inside the with."""

from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    stored, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        submitted = []
        for name, parts in pages:
            submitted.append((name, [pool.submit(store, part) for part in parts]))
        for name, futures in submitted:
            errors = []
            for future in futures:
                try:
                    future.result()
                except Exception as error:
                    errors.append(error)
            if errors:
                failures.append((name, errors))
            else:
                stored.append(name)
    return stored, failures
