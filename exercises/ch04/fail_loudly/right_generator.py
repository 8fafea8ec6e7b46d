"""Right in another style: a generator of looks at the event, and the end behind the loop."""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def looks(stop):
    while not stop.is_set():
        yield


def show(item):
    try:
        return f"{item!r}"
    except Exception:
        return object.__repr__(item)


def fail_loudly(name, source, target, work, stop, failures):
    for _ in looks(stop):
        try:
            item = source.get(timeout=0.1)
        except Empty:
            continue
        if item is SENTINEL:
            break
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"{name}: {show(item)}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
    robust_put(target, SENTINEL, stop)
