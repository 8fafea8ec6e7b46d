"""Wrong on purpose: leaves a thread behind that waits for the stop.

Belief: a daemon costs nothing.
Truth:  if nobody stops, it waits for ever: the stage is not gone.
Verdict: a thread that it has started goes on
"""

from queue import Empty
from threading import Thread

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    Thread(target=stop.wait, daemon=True).start()
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
            return
        robust_put(target, result, stop)
