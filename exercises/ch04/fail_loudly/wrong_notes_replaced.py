"""Wrong on purpose: gives the exception a list of notes of its own.

Belief: it has no notes yet.
Truth:  work may have noted something, and it is what nobody else knows.
Verdict: that note is gone
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
            error.__notes__ = [f"in stage {name!r}, item {item!r}"]
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
