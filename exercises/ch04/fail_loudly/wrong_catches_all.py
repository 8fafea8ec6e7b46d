"""Wrong on purpose: takes whatever get raises for a queue that is empty.

Belief: the only thing that can go wrong in get is that there is nothing yet.
Truth:  every other fault is tried again in silence then, in a stage that should fail loudly.
Verdict: nobody will ever hear of it
"""

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except Exception:
            continue
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"{name}: {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
