"""Wrong on purpose: keeps the futures in a dict by their items.

Belief: items are different, and can be keys.
Truth:  two may be equal, and a list is no key.
Verdict: with the same item twice
"""

from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line[item] = pool.submit(work, item)
            if len(line) == most:
                target.put(line.pop(next(iter(line))).result())
        for future in line.values():
            target.put(future.result())
    target.put(SENTINEL)
