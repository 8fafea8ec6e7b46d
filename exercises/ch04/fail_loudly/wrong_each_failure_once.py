"""Wrong on purpose: records a failure only if none that looks like it is there.

Belief: one of a kind is enough.
Truth:  each failure is kept: two stages may fail in the same way.
Verdict: there should be two
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.05)
        except Empty:
            continue
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, with item {item!r}")
            if repr(error) not in map(repr, failures):
                failures.append(error)
            stop.set()
            return
        else:
            if not robust_put(target, result, stop):
                return
