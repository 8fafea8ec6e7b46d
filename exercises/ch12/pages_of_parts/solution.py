from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    """Store the parts of all pages in a pool; say which pages are whole, and why the others are not."""
    # All are submitted before anybody is asked: who asks waits, and meanwhile the pool has work.
    with ThreadPoolExecutor(workers) as pool:
        submitted = [(name, [pool.submit(store, part) for part in parts]) for name, parts in pages]
    stored, failures = [], []
    for name, futures in submitted:
        # Every future is asked: an exception that nobody asks for is heard by nobody.
        errors = [error for future in futures if (error := future.exception()) is not None]
        if errors:
            failures.append((name, errors))
        else:
            stored.append(name)
    return stored, failures
