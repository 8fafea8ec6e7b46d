"""Wrong on purpose: writes the list as a whole, on one line.

Belief: it is one line, and the others are in it.
Truth:  it is a read and a write: what another stage records between the two is lost.
Verdict: failures was read, and then written as a whole
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
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures[:] = [*failures, error]
            stop.set()
            return
        robust_put(target, result, stop)
