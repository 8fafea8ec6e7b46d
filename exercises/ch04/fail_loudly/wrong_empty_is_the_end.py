"""Wrong on purpose: it takes an empty source for the end.

Belief: when nothing has come for 0.1 s all is done.
Truth:  the stage in front may be slow; the end is the SENTINEL.
Verdict: the stage was starved for 1.02 s, and left before anybody stopped it
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except Empty:
            item = SENTINEL
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
