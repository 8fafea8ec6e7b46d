"""Wrong on purpose: puts the item back when the stop came meanwhile.

Belief: somebody may want it later.
Truth:  the source may be full again: that put waits for ever, and does not hear the stop.
Verdict: is anything put back into the source
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
        if stop.is_set():
            source.put(item)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
