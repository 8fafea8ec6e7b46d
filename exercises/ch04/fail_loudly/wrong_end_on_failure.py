"""Wrong on purpose: passes the end on after a failure, with a put that waits.

Belief: whoever leaves passes the end on, come what may.
Truth:  the stage behind may have failed, too; then nobody makes room, and the put waits for ever.
Verdict: whatever the others do
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
            stop.set()
            target.put(SENTINEL)
            return
        robust_put(target, result, stop)
