"""Wrong on purpose: it works inside the except in which it has waited.

Belief: when the item is there, the Empty is over.
Truth:  it is over when its block is left: until then whatever is raised keeps it as its __context__.
Verdict: it is Empty() now
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    def handle(item):
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return False
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return False
        return robust_put(target, result, stop)

    more = True
    while more and not stop.is_set():
        try:
            item = source.get_nowait()
        except Empty:
            try:
                more = handle(source.get(timeout=0.1))
            except Empty:
                continue
        else:
            more = handle(item)
