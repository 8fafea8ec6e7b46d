"""Wrong on purpose: sorts the failures, so that they stand in one order.

Belief: all of them are in the list before and after.
Truth:  while a list is sorted it is empty, and whoever looks then finds nothing.
Verdict: failures was sorted, and while a list is sorted it is empty
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
            failures.sort(key=repr)
            stop.set()
            return
        robust_put(target, result, stop)
