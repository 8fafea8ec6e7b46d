"""Wrong on purpose: returns the exception from the sub-task, and tells it by its kind.

Belief: what is an exception has been raised.
Truth:  work may return one that it did not raise.
Verdict: lists and a returned error among them
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    def sub_task(item):
        try:
            return work(item)
        except Exception as error:
            return error

    with ThreadPoolExecutor(max_workers=workers) as pool:
        told = list(pool.map(sub_task, items))
    results = [each for each in told if not isinstance(each, Exception)]
    failures = [(item, each) for item, each in zip(items, told) if isinstance(each, Exception)]
    return results, failures
