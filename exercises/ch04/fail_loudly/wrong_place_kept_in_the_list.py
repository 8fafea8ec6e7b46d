"""Wrong on purpose: it puts None into the list, and the failure in its place then.

Belief: a place in the list is nobody else's business.
Truth:  whoever looks between the two finds what is no failure.
Verdict: which is no failure of anybody
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
            place = len(failures)
            failures.append(None)
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures[place] = error
            stop.set()
            return
        robust_put(target, result, stop)
