"""Wrong on purpose: asks whether there is an error with if.

Belief: an exception is something, so it is true.
Truth:  its class may say otherwise, as one with a length does; only None is no error.
Verdict: your answer raised UnboundLocalError
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
        error = None
        try:
            made = work(item)
        except Exception as caught:
            error = caught
        if error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, made, stop)
