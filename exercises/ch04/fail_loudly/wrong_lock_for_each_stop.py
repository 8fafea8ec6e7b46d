"""Wrong on purpose: the stages of one pipeline hand on one at a time.

Belief: who shares the stop takes turns.
Truth:  a stage that waits for room keeps the others from handing on, and the room may come from them.
Verdict: waits in its first put until the other has returned
"""

from collections import defaultdict
from queue import Empty
from threading import Lock

from pipeline_core import SENTINEL, robust_put

locks = defaultdict(Lock)


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except Empty:
            continue
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        with locks[stop]:
            robust_put(target, result, stop)
