"""Right in another style: SystemExit is caught too.

In a thread nobody hears it: to tell of it and to stop everyone is no swallowing.
"""

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
        except BaseException as error:
            error.add_note(f"{name}: {item!r}")
            failures.insert(len(failures), error)
            return stop.set()
        robust_put(target, result, stop)
    return robust_put(target, SENTINEL, stop)
