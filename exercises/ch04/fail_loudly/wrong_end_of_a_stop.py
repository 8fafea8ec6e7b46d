"""Wrong on purpose: after a stop it passes the end on, if there is room.

Belief: who leaves says that it is over.
Truth:  the end means that all items came, and whoever gets it takes the rest for all.
Verdict: it is passed on when it has come
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
            return
        robust_put(target, result, stop)
    if not target.full():
        target.put_nowait(SENTINEL)
