"""Right in another style: most items to begin with, then one in for each one out."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from pipeline_core import SENTINEL


def endless(source):
    while True:
        yield source.get()


def pool_map(source, target, work, workers, most):
    items = endless(source)
    with ThreadPoolExecutor(max_workers=workers) as pool:

        def futures(count):
            for item in islice(items, count):
                if item is SENTINEL:
                    over.append(True)
                    return
                yield pool.submit(work, item)

        over = []
        line = deque(futures(most))
        while line:
            target.put(line.popleft().result())
            if not over:
                line.extend(futures(1))
    target.put(SENTINEL)
