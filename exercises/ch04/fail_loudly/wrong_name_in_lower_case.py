"""Wrong on purpose: writes the name of the stage in lower case.

Belief: case does not matter in a name.
Truth:  whoever looks for the stage by its name does not find it.
Verdict: does not name the stage
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
            error.add_note(f"in stage {name.lower()!r}, with item {item!r}")
            failures.append(error)
            stop.set()
            return
        else:
            if not robust_put(target, result, stop):
                return
