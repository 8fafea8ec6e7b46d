"""Wrong on purpose: hands on whatever is done first.

Belief: as_completed goes through them in order.
Truth:  it goes through them as they finish.
Verdict: the order in which they were finished
"""

from concurrent.futures import ThreadPoolExecutor, as_completed

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    line = set()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while (item := source.get()) is not SENTINEL:
            line.add(pool.submit(work, item))
            if len(line) == most:
                done = next(as_completed(line))
                line.remove(done)
                target.put(done.result())
        for done in as_completed(line):
            target.put(done.result())
    target.put(SENTINEL)
