"""Wrong on purpose: looks a thousand times a second, and waits for the stop in between.

Belief: who waits does not poll.
Truth:  it waits for what does not come, and asks for the item again and again.
Verdict: it asks again and again whether there is an item
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get_nowait()
        except Empty:
            stop.wait(0.001)
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
