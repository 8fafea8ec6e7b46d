"""Right in another style: a generator of results, and a loop that puts them."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def until_end(source):
    while (item := source.get()) is not SENTINEL:
        yield item


def mapped(pool, work, items, most):
    line = deque()
    for item in items:
        line.append(pool.submit(work, item))
        if len(line) == most:
            yield line.popleft().result()
    for future in line:
        yield future.result()


def pool_map(source, target, work, workers, most):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for result in mapped(pool, work, until_end(source), most):
            target.put(result)
    target.put(SENTINEL)
