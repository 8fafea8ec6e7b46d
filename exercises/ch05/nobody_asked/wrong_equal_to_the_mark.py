"""Wrong on purpose: a mark stands for what failed, and is told by ==.

Belief: nothing is equal to a mark of one's own but the mark.
Truth:  == asks the result; one that calls itself equal to everything is dropped, another can't be compared.
Verdict: or that can't be compared
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    failed, errors = object(), {}

    def attempt(place, item):
        try:
            return work(item)
        except Exception as error:
            errors[place] = error
            return failed

    with ThreadPoolExecutor(workers) as pool:
        came = list(pool.map(attempt, range(len(items)), items))
    return [each for each in came if each != failed], [
        (items[place], errors[place]) for place in sorted(errors)
    ]
