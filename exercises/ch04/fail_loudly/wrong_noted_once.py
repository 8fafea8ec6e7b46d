"""Wrong on purpose: notes and records an exception only if it is not in the list yet.

Belief: what is in the list has been noted.
Truth:  it was noted by another stage: two may raise the same object, with other items.
Verdict: is not told by its notes in failures
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
            if not any(each is error for each in failures):
                error.add_note(f"in stage {name!r}, item {item!r}")
                failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
