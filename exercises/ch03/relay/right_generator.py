"""Right in another style: a generator that takes until the end, and map."""

from pipeline_core import SENTINEL


def until(queue):
    while True:
        item = queue.get()
        if item is SENTINEL:
            return
        yield item


def relay(source, target, change):
    for result in map(change, until(source)):
        target.put(result)
    target.put(SENTINEL)
