"""Wrong on purpose: lets each sub-task put its own result.

Belief: results of a pool come in order.
Truth:  they come as they finish.
Verdict: the order in which they were finished
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    room = Semaphore(most)

    def sub_task(item):
        target.put(work(item))
        room.release()

    with ThreadPoolExecutor(max_workers=workers) as pool:
        while True:
            room.acquire()
            item = source.get()
            if item is SENTINEL:
                break
            pool.submit(sub_task, item)
    target.put(SENTINEL)
