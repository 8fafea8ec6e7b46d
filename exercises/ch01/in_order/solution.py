from threading import Thread


def in_order(work, items):
    """Call work(item) for all items at the same time; return the results in the order of the items."""
    # One place for each item, made before any thread runs. No two threads write to the same place, so
    # nothing can be lost, and it does not matter who is done first.
    results = [None] * len(items)

    def run(place, item):
        # place and item are local: each thread has its own, on its stack. Only the list is shared.
        results[place] = work(item)

    threads = [Thread(target=run, args=(place, item)) for place, item in enumerate(items)]
    # All of them run before anybody is waited for: then the waits overlap.
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Every thread has ended, so every place is filled.
    return results
