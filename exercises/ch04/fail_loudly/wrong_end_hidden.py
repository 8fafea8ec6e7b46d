"""Wrong on purpose: swallows what put raises for the end.

Belief: it leaves anyway.
Truth:  the next stage never gets its end, and nobody knows why.
Verdict: when the end was put, and nobody will ever hear of it
"""

from contextlib import suppress
from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except Empty:
            continue
        if item is SENTINEL:
            with suppress(Exception):
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
