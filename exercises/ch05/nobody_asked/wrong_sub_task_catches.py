"""Wrong on purpose: lets each sub-task note its own failure.

Belief: what is noted by the sub-tasks stands in the order of the items.
Truth:  a sub-task notes it when it fails, and a later item may fail before an earlier one.
Verdict: that is the order in which they failed
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = {}, []

    def sub_task(place, item):
        try:
            results[place] = work(item)
        except Exception as error:
            failures.append((item, error))

    with ThreadPoolExecutor(max_workers=workers) as pool:
        for place, item in enumerate(items):
            pool.submit(sub_task, place, item)
    return [results[place] for place in sorted(results)], failures
