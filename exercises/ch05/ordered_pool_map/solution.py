from collections import deque
from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    """Work on several items at once; hand the results on in the order of the items."""
    # The futures of all that is in flight, the head of the line on the left. A future that is done and has
    # not come to the left yet is what a re-order buffer holds.
    line = deque()
    with ThreadPoolExecutor(workers, "pool") as pool:
        while (item := source.get()) is not SENTINEL:  # take · end?
            line.append(pool.submit(work, item))  # work
            # submit never waits. This wait, for the head, holds back the next get; and a source from which
            # nobody gets fills up, and holds back whoever puts into it.
            if len(line) == most:
                target.put(line.popleft().result())  # hand on
        # The last of them are still in flight when the end comes.
        while line:
            target.put(line.popleft().result())
    target.put(SENTINEL)  # pass the end on
    # A head that is ready waits here while source.get() waits for an item. Two threads, one that submits and
    # one that hands on, would spare it that; the library's PoolWorker does it so.
