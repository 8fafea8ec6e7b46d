"""Wrong on purpose: it writes the stage and the item on the exception, too.

Belief: whoever catches it can ask for them.
Truth:  an exception may have attributes of those names, and is recorded as it is.
Verdict: the attribute 'stage' of what work raised
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
            error.add_note(f"in stage {name!r}, item {item!r}")
            error.stage, error.item = name, item
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
