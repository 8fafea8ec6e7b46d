"""Wrong on purpose: puts the end until it is there.

Belief: the end is passed on, come what may.
Truth:  after a stop robust_put comes back at once, and says so each time.
Verdict: goes round and round, and takes nothing
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except Empty:
            continue
        if item is SENTINEL:
            while not robust_put(target, SENTINEL, stop):
                pass
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
