"""Wrong on purpose: it gives an exception without notes an empty list of them.

Belief: only who finds no list makes one.
Truth:  two stages may find none, and the second list takes the place of the first.
Verdict: the note that the other stage added just before is gone
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
            if not hasattr(error, "__notes__"):
                error.__notes__ = []
            error.__notes__.append(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
