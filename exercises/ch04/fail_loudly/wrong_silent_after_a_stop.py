"""Wrong on purpose: what a queue raises after a stop is not told.

Belief: who is stopped has heard of what went wrong.
Truth:  that was something else, and of this nobody hears.
Verdict: the stop was set, and then a queue raised
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    try:
        run(name, source, target, work, stop, failures)
    except Exception:
        if not stop.is_set():
            raise


def run(name, source, target, work, stop, failures):
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
