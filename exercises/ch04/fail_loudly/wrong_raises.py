"""Wrong on purpose: records, stops, and raises on.

Belief: the exception should also reach whoever has started the thread.
Truth:  it leaves the thread, is printed, and is gone; join does not hand it over.
Verdict: the exception left the thread
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
            robust_put(target, work(item), stop)
        except Exception as error:
            error.add_note(f"{name}: {item!r}")
            failures.append(error)
            stop.set()
            raise
