"""Wrong on purpose: records, stops everyone, and writes the note then.

Belief: the exception is the same object, so its note can follow.
Truth:  the list is shared: whoever looks into it between the two lines finds half a message.
Verdict: without its note
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
            failures.append(error)
            stop.set()
            error.add_note(f"{name}: {item!r}")
            return
        robust_put(target, result, stop)
