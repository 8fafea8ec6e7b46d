"""Wrong on purpose: takes a TimeoutError of the source for an empty one.

Belief: a wait was over, as with Empty.
Truth:  a queue says that with Empty alone; an error of its own is swallowed here.
Verdict: TimeoutError
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.05)
        except (Empty, TimeoutError):
            continue
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, with item {item!r}")
            failures.append(error)
            stop.set()
            return
        else:
            if not robust_put(target, result, stop):
                return
