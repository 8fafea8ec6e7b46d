"""Wrong on purpose: adds a second note when the exception is in the list.

Belief: it has a note, so whoever looks finds one.
Truth:  that says in which stage, and not with which item: half a note is none.
Verdict: before its note was complete
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
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}")
            failures.append(error)
            error.add_note(f"item {item!r}")
            stop.set()
            return
        robust_put(target, result, stop)
