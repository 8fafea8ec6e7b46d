"""Wrong on purpose: tries each item once more before it is a failure.

Belief: the second time it may go right.
Truth:  work raised, so that is a failure: the task says what becomes of it.
Verdict: and was called once more, with the same item
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
            try:
                result = work(item)
            except Exception:
                result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
