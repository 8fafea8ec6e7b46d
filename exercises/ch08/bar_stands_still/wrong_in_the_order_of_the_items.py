"""Wrong on purpose: brings the results into the order of the items.

Belief: in order is nicer.
Truth:  a slow head holds up the results and the bar, and who finished first is no longer seen.
Verdict: Does it hear of each item
"""

from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SKIP


def run_with_bar(items, work, open_bar, workers):
    failures = []

    def one(item):
        try:
            return work(item)
        except Exception as error:
            failures.append((item, error))
            return SKIP

    bar = open_bar(total=len(items) if hasattr(items, "__len__") else None)
    results = []
    with ThreadPoolExecutor(workers) as pool:
        for result in pool.map(one, items):
            bar.update(1)
            if result is not SKIP:
                results.append(result)
    bar.close()
    return results, failures
