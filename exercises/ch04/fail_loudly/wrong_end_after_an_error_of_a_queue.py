"""Wrong on purpose: passes the end on when a queue has raised.

Belief: who leaves tells the next one.
Truth:  the next one takes it for a good end; the end is passed on when it has come, and the stop tells them all.
Verdict: and the end was put into the target
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except Empty:
            continue
        except Exception as error:
            failures.append(error)
            robust_put(target, SENTINEL, stop)
            return
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
