"""Wrong on purpose: makes None of a failed item, and leaves out what is None.

Belief: work returns something.
Truth:  None is a result like any other.
Verdict: with results that are false in an if
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    failures = {}

    def sub_task(place, item):
        try:
            return work(item)
        except Exception as error:
            failures[place] = (item, error)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(sub_task, place, item) for place, item in enumerate(items)]
    results = [future.result() for future in futures]
    return [each for each in results if each is not None], [failures[place] for place in sorted(failures)]
