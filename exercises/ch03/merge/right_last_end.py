"""Right in another style: the last end goes on like an item."""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    ends = 0
    while ends < producers:
        item = source.get()
        ends += item is SENTINEL
        if item is not SENTINEL or ends == producers:
            target.put(item)
