"""Right in another style: producers counted down."""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    while True:
        item = source.get()
        if item is not SENTINEL:
            target.put(item)
            continue
        producers -= 1
        if not producers:
            break
    target.put(SENTINEL)
