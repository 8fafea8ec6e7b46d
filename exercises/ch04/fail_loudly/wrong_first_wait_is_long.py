"""Wrong on purpose: waits longer for the first item.

Belief: in the beginning everybody needs a while.
Truth:  somebody may stop the stage before the first item has come.
Verdict: everyone should be gone 0.2 s after the failure
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    wait = 0.3
    while not stop.is_set():
        try:
            item = source.get(timeout=wait)
        except Empty:
            wait = 0.1
            continue
        wait = 0.1
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
