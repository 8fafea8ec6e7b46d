"""Right in another style: each future is asked for its exception first."""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        pairs = [(item, pool.submit(work, item)) for item in items]
    results = [future.result() for _, future in pairs if future.exception() is None]
    failures = [(item, future.exception()) for item, future in pairs if future.exception() is not None]
    return results, failures
