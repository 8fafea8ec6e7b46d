"""Wrong on purpose: writes the note with % and the item behind it.

Belief: it is as good as an f-string.
Truth:  an item that is a tuple is taken for all the arguments: the except raises, and nobody hears of the failure.
Verdict: not all arguments converted
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
            error.add_note("in stage " + name + ", item %r" % item)
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
