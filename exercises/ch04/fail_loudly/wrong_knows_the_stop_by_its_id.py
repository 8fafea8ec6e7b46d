"""Wrong on purpose: remembers in the module which stop has been set, by its id.

Belief: no other stop has that id.
Truth:  whoever set it may clear it, and once it is gone another one may have its id.
Verdict: What belongs to one call is made inside the function
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put

GONE = set()


def fail_loudly(name, source, target, work, stop, failures):
    if id(stop) in GONE:
        return
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
            GONE.add(id(stop))
            stop.set()
            return
        robust_put(target, result, stop)
