"""Wrong on purpose: stops everyone, and records then.

Belief: the two lines stand together, so nobody comes in between.
Truth:  the thread that waits for the stop may be the next to run.
Verdict: woken before the failure was in the list
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
            stop.set()
            error.add_note(f"{name}: {item!r}")
            failures.append(error)
            return
        robust_put(target, result, stop)
