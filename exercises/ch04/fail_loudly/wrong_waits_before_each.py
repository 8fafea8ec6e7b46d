"""Wrong on purpose: it waits a little for the stop before each item.

Belief: a wait of 0.05 s costs nothing.
Truth:  with twenty items that are there it costs a second.
Verdict: it sleeps, or waits until a timeout is over
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.wait(0.05):
        try:
            item = source.get_nowait()
        except Empty:
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
