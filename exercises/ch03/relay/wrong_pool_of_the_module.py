"""Wrong on purpose: one pool for all calls calls change.

Belief: a pool is dear, so there is one for all.
Truth:  its thread outlives each call, and relays wait for one another there.
Verdict: while a thread of it was still running
"""

from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL

pool = ThreadPoolExecutor(1)


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(pool.submit(change, item).result())
    target.put(SENTINEL)
