"""Wrong on purpose: shuts its pool down behind the end, on the usual way only.

Belief: both lines stand in the finally, so both are reached.
Truth:  the put of the end may raise as well, and then the thread of the pool waits for ever.
Verdict: a thread that it has started waits for ever
"""

from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    pool = ThreadPoolExecutor(1)
    try:
        while (item := source.get()) is not SENTINEL:
            future = pool.submit(work, item)
            error = future.exception()
            if error is None:
                target.put(future.result())
            elif isinstance(error, Exception):
                failures.append((item, error))
            else:
                raise error
    finally:
        target.put(SENTINEL)
        pool.shutdown()
