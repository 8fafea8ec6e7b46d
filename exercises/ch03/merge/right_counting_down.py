"""Right in another style: one endless loop that counts its own argument down, leaving by return."""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    while True:
        item = source.get()
        if item is not SENTINEL:
            target.put(item)
            continue
        producers -= 1
        if not producers:
            target.put(SENTINEL)
            return
