"""Wrong on purpose: keeps in its module which items have failed in which stage, to record each once.

Belief: an item that has failed once is known.
Truth:  what another call has recorded stands in another list: here it is a failure like any other.
Verdict: and it is not in failures
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put

FAILED = set()


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
            if (name, repr(item)) not in FAILED:
                FAILED.add((name, repr(item)))
                error.add_note(f"in stage {name!r}, item {item!r}")
                failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
