"""Right in another style: pool.map over a function that never raises."""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    def outcome(item):
        try:
            return True, work(item)
        except Exception as error:
            return False, (item, error)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        outcomes = list(pool.map(outcome, items))
    return [value for fine, value in outcomes if fine], [value for fine, value in outcomes if not fine]
