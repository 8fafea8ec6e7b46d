"""Right in another style: take and end in the head of the loop."""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item))
    target.put(SENTINEL)
