"""Wrong on purpose: does without the pool.

Belief: without a pool no exception can hide in it.
Truth:  that is so, and items that could be worked on at once are worked on one after the other.
Verdict: one item was worked on at a time
"""


def work_on_all(items, work, workers):
    results, failures = [], []
    for item in items:
        try:
            results.append(work(item))
        except Exception as error:
            failures.append((item, error))
    return results, failures
