"""Right in another style: two notes, added by a helper, and the stop asked at the head of the loop."""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def record(error, name, item, failures, stop):
    error.add_note(f"stage {name}")
    error.add_note(f"item {item!r}")
    failures.append(error)
    stop.set()


def fail_loudly(name, source, target, work, stop, failures):
    while True:
        if stop.is_set():
            break
        try:
            item = source.get(True, 0.05)
        except Empty:
            pass
        else:
            if item is SENTINEL:
                robust_put(target, item, stop)
                break
            try:
                robust_put(target, work(item), stop)
            except Exception as error:
                record(error, name, item, failures, stop)
                break
