"""Wrong on purpose: it puts quotes around the text of the item.

Belief: that is what repr does.
Truth:  a quote in the item, a number or a new line look otherwise.
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
            error.add_note(f"in stage {name!r}, item '{item}'")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
