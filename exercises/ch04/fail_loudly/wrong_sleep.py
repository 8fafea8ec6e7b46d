"""Wrong on purpose: asks whether there is an item, and naps if there is none.

Belief: a nap between two looks is as good as waiting in the queue.
Truth:  each item is late by up to a nap, in every stage, and the looking never ends.
Verdict: it sleeps while nothing is there
"""

from queue import Empty
from time import sleep

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get_nowait()
        except Empty:
            sleep(0.05)
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
