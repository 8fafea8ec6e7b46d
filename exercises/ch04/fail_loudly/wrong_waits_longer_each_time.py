"""Wrong on purpose: waits a bit longer each time that nothing was there.

Belief: who has starved for long need not look so often.
Truth:  the stop comes at any moment, and 0.2 s later the stage has to be gone.
Verdict: heard the stop
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    wait = 0.1
    while not stop.is_set():
        try:
            item = source.get(timeout=wait)
        except Empty:
            wait = min(1.1 * wait, 2.0)
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
