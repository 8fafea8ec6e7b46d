"""Wrong on purpose: calls each work one call at a time.

Belief: nobody says that work may be called by two threads at once.
Truth:  two stages that share a function then wait for each other, and one of them may wait for long.
Verdict: waits in its first work until the other has returned
"""

from collections import defaultdict
from threading import Lock

from pipeline_core import SENTINEL

locks = defaultdict(Lock)


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                with locks[work]:
                    result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
