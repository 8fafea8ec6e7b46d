from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    """Work on all items in a pool; say what came of each, and which failed.

    Given:  a list of items, a function of one item that may raise, and how many threads.
    Do:     return (results, failures), both in the order of the items; a failure is (item, error).
    Never:  try an item twice, lose one, sleep, or ask again and again.
    Size:   about 8 lines to change.   Stuck: the hints below, one at a time
    """
    results = {}

    def sub_task(place, item):
        results[place] = work(item)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        for place, item in enumerate(items):
            pool.submit(sub_task, place, item)
    return [results[place] for place in sorted(results)], []
