"""Right in another style: the stub's sub-task, which notes both, each under its place."""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = {}, {}

    def sub_task(place, item):
        try:
            results[place] = work(item)
        except Exception as error:
            failures[place] = (item, error)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        for place, item in enumerate(items):
            pool.submit(sub_task, place, item)
    return [results[place] for place in sorted(results)], [failures[place] for place in sorted(failures)]
