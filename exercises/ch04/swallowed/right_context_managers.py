"""Right in another style: two context managers, one for the item and one for the end."""

from contextlib import contextmanager

from pipeline_core import SENTINEL


class Keeping:
    def __init__(self, failures, item):
        self.failures = failures
        self.item = item
        self.went_well = False

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self.went_well = True
            return False
        if isinstance(error, Exception):
            self.failures.append((self.item, error))
            return True
        return False


@contextmanager
def ending(target):
    try:
        yield
    finally:
        target.put(SENTINEL)


def careful_stage(source, target, work, failures):
    with ending(target):
        while True:
            item = source.get()
            if item is SENTINEL:
                break
            with Keeping(failures, item) as keeping:
                result = work(item)
            if keeping.went_well:
                target.put(result)
