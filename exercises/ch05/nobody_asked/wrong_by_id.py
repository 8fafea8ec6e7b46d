"""Wrong on purpose: keeps what came of each item in a dict by its id.

Belief: an id is that of one place in the list.
Truth:  the same object may stand there twice, and what came of it may differ.
Verdict: comes twice, and fails the first time
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, errors = {}, {}

    def attempt(item):
        try:
            results[id(item)] = work(item)
        except Exception as error:
            errors[id(item)] = error

    with ThreadPoolExecutor(workers) as pool:
        for item in items:
            pool.submit(attempt, item)
    failures = [(item, errors[id(item)]) for item in items if id(item) in errors]
    return [results[id(item)] for item in items if id(item) in results], failures
