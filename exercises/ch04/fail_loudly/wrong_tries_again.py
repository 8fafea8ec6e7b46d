"""Wrong on purpose: tries an item once more when the connection was gone.

Belief: such an error is none of the item's.
Truth:  work raised, so that is a failure: the task says what becomes of it.
Verdict: work raised ConnectionError('no answer'), and was called once more
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
            except ConnectionError:
                result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
