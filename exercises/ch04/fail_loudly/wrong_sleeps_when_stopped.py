"""Wrong on purpose: it sleeps once more when the stop has come.

Belief: the others get a moment to see what has happened.
Truth:  they have all that they need, and wait for this one.
Verdict: the stage sleeps before it returns
"""

import time
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
            return
        robust_put(target, result, stop)
    time.sleep(0.05)
