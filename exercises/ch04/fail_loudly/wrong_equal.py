"""Wrong on purpose: compares with ==.

Belief: == and is come to the same.
Truth:  == asks the item, and an item may call itself equal to anything; then the rest is lost without a word.
Verdict: == lets the item answer
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except Empty:
            continue
        if item == SENTINEL:
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
