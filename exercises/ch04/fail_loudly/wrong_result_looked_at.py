"""Wrong on purpose: it knows a failure by what came of the item.

Belief: an exception that is there was raised.
Truth:  work may return one: a result like any other.
Verdict: with results of all kinds
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
            result = error
        if isinstance(result, Exception):
            result.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(result)
            stop.set()
            return
        robust_put(target, result, stop)
