"""Wrong on purpose: notes the first line of what the item shows.

Belief: a note is one line.
Truth:  an item may need several lines to be told from others.
Verdict: does not show the whole item
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
            error.add_note(f"in stage {name!r}, item {repr(item).splitlines()[0]}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
