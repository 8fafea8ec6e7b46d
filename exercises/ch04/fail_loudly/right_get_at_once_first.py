"""Right in another style: get_nowait, falling back to a get with a timeout; try around a nested function."""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    def next_item():
        try:
            return source.get_nowait()
        except Empty:
            return source.get(timeout=0.1)

    def failed(error, item):
        try:
            text = repr(item)
        except Exception:
            text = object.__repr__(item)
        error.add_note(f"stage: {name}, item: {text}")
        failures.append(error)
        stop.set()

    while not stop.is_set():
        try:
            item = next_item()
        except Empty:
            continue
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return None
        try:
            result = work(item)
        except Exception as error:
            return failed(error, item)
        robust_put(target, result, stop)
    return None
