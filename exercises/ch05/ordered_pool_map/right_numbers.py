"""Right in another style: a dict of futures by number, and two counters."""

from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    futures, taken, handed_on, ended = {}, 0, 0, False
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while not ended or handed_on < taken:
            if not ended and taken - handed_on < most:
                item = source.get()
                ended = item is SENTINEL
                if not ended:
                    futures[taken] = pool.submit(work, item)
                    taken += 1
            else:
                target.put(futures.pop(handed_on).result())
                handed_on += 1
    target.put(SENTINEL)
