"""Wrong on purpose: puts None into the list, and the failure in its place then, on one line.

Belief: nobody comes between on one line.
Truth:  whoever looks between the two finds what is no failure.
Verdict: failures held None for a while
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
            failures.append(None); failures[-1] = error  # fmt: skip  # noqa: E702
            stop.set()
            return
        robust_put(target, result, stop)
