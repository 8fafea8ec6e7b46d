"""Wrong on purpose: passes the end on after a failure, before it sets the stop.

Belief: robust_put hears the stop.
Truth:  nobody has set it yet: where nobody takes, it waits for ever.
Verdict: it tries for ever to put something
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
            failures.append(error)
            robust_put(target, SENTINEL, stop)
            stop.set()
            return
        robust_put(target, result, stop)
