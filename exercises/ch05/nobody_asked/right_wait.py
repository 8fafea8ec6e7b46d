"""Right in another style: wait, and a class that keeps a future with its item."""

from concurrent.futures import ThreadPoolExecutor, wait


class Task:
    def __init__(self, pool, work, item):
        self.item = item
        self.future = pool.submit(work, item)

    @property
    def failed(self):
        return self.future.exception() is not None


def work_on_all(items, work, workers):
    pool = ThreadPoolExecutor(workers)
    try:
        tasks = [Task(pool, work, item) for item in items]
        wait([task.future for task in tasks])
    finally:
        pool.shutdown()
    results = [task.future.result() for task in tasks if not task.failed]
    failures = [(task.item, task.future.exception()) for task in tasks if task.failed]
    return results, failures
