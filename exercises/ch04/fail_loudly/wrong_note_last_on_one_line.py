"""Wrong on purpose: adds the note behind, on the same line.

Belief: what stands on one line is one step.
Truth:  a thread may be interrupted inside a line, and whoever looks there finds an exception without a note.
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
            failures.append(error), error.add_note(f"in stage {name!r}, item {item!r}")
            stop.set()
            return
        robust_put(target, result, stop)
