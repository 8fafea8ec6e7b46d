"""Right in another style: a helper that takes until the stop, and one loop."""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def robust_get(queue, stop):
    while not stop.is_set():
        try:
            return queue.get(timeout=0.1)
        except Empty:
            continue
    return SENTINEL


def fail_loudly(name, source, target, work, stop, failures):
    while (item := robust_get(source, stop)) is not SENTINEL:
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"{name}, {item!r}")
            failures += [error]
            stop.set()
            return
        if not robust_put(target, result, stop):
            return
    robust_put(target, SENTINEL, stop)
