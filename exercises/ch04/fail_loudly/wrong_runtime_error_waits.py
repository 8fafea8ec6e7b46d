"""Wrong on purpose: takes a RuntimeError of get for an empty queue.

Belief: what get raises says that there is nothing.
Truth:  only Empty says so: of anything else nobody will ever hear.
Verdict: source.get raised RuntimeError('gone')
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except (Empty, RuntimeError):
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
