"""Wrong on purpose: shows the item by its ascii.

Belief: ascii is repr, for every screen.
Truth:  what is no ASCII is told in numbers, and nobody finds it again.
Verdict: does not show the whole item, 'café'
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
            error.add_note(f"in stage {name!r}, item {item!a}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
