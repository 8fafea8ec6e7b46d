"""Wrong on purpose: it leaves the item out of the note when all are stopped already.

Belief: the first failure is the one that counts.
Truth:  each one is looked at, and each has an item of its own.
Verdict: does not show the whole item
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
            error.add_note(f"in stage {name!r}" + ("" if stop.is_set() else f", item {item!r}"))
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
