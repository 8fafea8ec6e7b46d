"""Right in another style: consumers in a pool, each of which posts the end again."""

from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    def consume():
        mine = []
        while (item := queue.get()) is not SENTINEL:
            mine.append(work(item))
        queue.put(SENTINEL)
        return mine

    with ThreadPoolExecutor(many) as pool:
        parts = [pool.submit(consume) for _ in range(many)]
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)
        return [result for part in parts for result in part.result()]
