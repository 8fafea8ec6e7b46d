"""Right in another style: one loop for each end."""

from pipeline_core import SENTINEL


def merge(source, target, producers):
    for _ in range(producers):
        while (item := source.get()) is not SENTINEL:
            target.put(item)
    target.put(SENTINEL)
