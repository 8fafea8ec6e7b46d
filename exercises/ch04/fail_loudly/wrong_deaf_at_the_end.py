"""Wrong on purpose: passes the end on with a plain put.

Belief: behind the last item there is always room for the sentinel.
Truth:  the next stage may have failed and left a full queue; the last put waits like any other.
Verdict: blocked with the end in its hand
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
            target.put(SENTINEL)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"{name}: {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
