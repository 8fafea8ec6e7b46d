"""Wrong on purpose: it makes a new list of the notes that are there and its own.

Belief: the notes that were there are in it, so none is lost.
Truth:  between the read and the write another stage may add its note to the same object.
Verdict: the note that the other stage added just before is gone
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
            error.__notes__ = [*getattr(error, "__notes__", ()), f"in stage {name!r}, item {item!r}"]
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
