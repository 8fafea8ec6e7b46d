"""Right in another style: as they are completed, and sorted by their place afterwards."""

from concurrent.futures import ThreadPoolExecutor, as_completed


def work_on_all(items, work, workers):
    results, failures = [], []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        places = {pool.submit(work, item): place for place, item in enumerate(items)}
        for future in as_completed(places):
            place = places[future]
            error = future.exception()
            if error is None:
                results.append((place, future.result()))
            else:
                failures.append((place, (items[place], error)))

    def by_place(pairs):
        return [each for _, each in sorted(pairs, key=lambda pair: pair[0])]

    return by_place(results), by_place(failures)
