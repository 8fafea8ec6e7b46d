"""Wrong on purpose: sets the stop whenever it ends.

Belief: when one stage has ended, the pipeline has.
Truth:  the first stage ends long before the last one; what is on its way would be cut off.
Verdict: nothing went wrong, and stop was set
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    try:
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
                error.add_note(f"{name}: {item!r}")
                failures.append(error)
                return
            robust_put(target, result, stop)
    finally:
        stop.set()
