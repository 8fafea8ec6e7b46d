"""Right in another style: asked inside the with, by a helper that waits for one."""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    results, failures = [], []

    def ask(item, future):
        try:
            result = future.result()
        except Exception as error:
            failures.append((item, error))
        else:
            results.append(result)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        for each in [(item, pool.submit(work, item)) for item in items]:
            ask(*each)
    return results, failures
