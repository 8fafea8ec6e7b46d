"""Wrong on purpose: looks for the stop each third time.

Belief: a look costs time.
Truth:  with items that take a while, two of them are worked on after the stop.
Verdict: s later. Who looks
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    turns = 0
    while True:
        turns += 1
        if turns % 3 == 0 and stop.is_set():
            return
        try:
            item = source.get(timeout=0.05)
        except Empty:
            continue
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, with item {item!r}")
            failures.append(error)
            stop.set()
            return
        else:
            robust_put(target, result, stop)
