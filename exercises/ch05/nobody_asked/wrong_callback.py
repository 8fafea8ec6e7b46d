"""Wrong on purpose: lets a callback of each future note what came of it.

Belief: callbacks run in the order in which they were added.
Truth:  each runs when its own future is done.
Verdict: that is the order in which
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for item in items:

            def note(future, item=item):
                if future.exception() is None:
                    results.append(future.result())
                else:
                    failures.append((item, future.exception()))

            pool.submit(work, item).add_done_callback(note)
    return results, failures
