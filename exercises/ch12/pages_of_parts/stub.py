from concurrent.futures import ThreadPoolExecutor


def store_pages(pages, store, workers):
    """Store the parts of all pages in a pool; say which pages are whole, and why the others are not.

    Given:  a list of (name, parts); store, a function of one part that may raise; how many threads.
    Do:     return (stored, failures): the names of whole pages, and (name, errors) of the others.
    Never:  store a part twice, lose an error, sleep, or ask again and again.
    Size:   about 6 lines more.   Stuck: the hints below, one at a time
    """
    stored = []
    with ThreadPoolExecutor(workers) as pool:
        for name, parts in pages:
            for part in parts:
                pool.submit(store, part)
            stored.append(name)
    return stored, []
