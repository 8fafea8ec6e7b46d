from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    """Work on all items in a pool; say what came of each, and which failed."""
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        # The futures are kept: each is the only one that knows what became of its item. All are submitted
        # before the first is asked, as result() waits, and a wait in this loop would leave one at work.
        futures = [pool.submit(work, item) for item in items]
    # In the order of the items, whatever the order in which they finished.
    for item, future in zip(items, futures, strict=True):
        # result() raises what work raised, here, in the thread that asks. A try for each item: one that fails
        # must not keep us from asking for the others.
        try:
            results.append(future.result())
        except Exception as error:
            failures.append((item, error))
    return results, failures
