"""Wrong on purpose: it records what the source raises, and asks it again.

Belief: the next get may work.
Truth:  what is gone for good fills the list, and the stage never leaves.
Verdict: and your stage asks it again and again
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except Empty:
            continue
        except Exception as error:
            failures.append(error)
            continue
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
