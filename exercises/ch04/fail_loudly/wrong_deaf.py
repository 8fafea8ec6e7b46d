"""Wrong on purpose: takes with a plain get.

Belief: the loop looks at the stop before each item, and that is often enough.
Truth:  the stage that is starved never comes back to the look.
Verdict: somebody waits for ever
"""

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        item = source.get()
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
