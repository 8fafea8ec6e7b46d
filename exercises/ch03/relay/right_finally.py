"""Right in another style: the end is passed on in a finally."""

from pipeline_core import SENTINEL


def until(queue):
    while True:
        item = queue.get()
        if item is SENTINEL:
            return
        yield item


def relay(source, target, change):
    try:
        for item in until(source):
            target.put(change(item))
    finally:
        target.put(SENTINEL)
