"""Right in another style: a context manager that joins, on an ExitStack."""

from contextlib import ExitStack, contextmanager
from threading import Thread


@contextmanager
def running(function, *args):
    thread = Thread(target=function, args=args)
    thread.start()
    try:
        yield thread
    finally:
        thread.join()


def in_order(work, items):
    results = [None] * len(items)

    def keep(place):
        results[place] = work(items[place])

    with ExitStack() as stack:
        for place, _ in enumerate(items):
            stack.enter_context(running(keep, place))
    return results
