"""Right in another style: a context manager that tells a failure of the work inside it, and only that."""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


class Telling:
    def __init__(self, name, stop, failures):
        self.name, self.stop, self.failures = name, stop, failures
        self.item = None

    def about(self, item):
        self.item = item
        return self

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if not isinstance(error, Exception):
            return False
        try:
            shown = repr(self.item)
        except Exception:
            shown = object.__repr__(self.item)
        error.add_note(f"in stage {self.name} at item {shown}")
        self.failures.append(error)
        self.stop.set()
        return True


def fail_loudly(name, source, target, work, stop, failures):
    telling = Telling(name, stop, failures)
    for _ in iter(stop.is_set, True):
        try:
            item = source.get(timeout=0.1)
        except Empty:
            continue
        if item is SENTINEL:
            robust_put(target, item, stop)
            break
        result = []
        with telling.about(item):
            result.append(work(item))
        if result:
            robust_put(target, result[0], stop)
