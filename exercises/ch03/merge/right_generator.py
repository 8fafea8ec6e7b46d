"""Right in another style: a generator that takes and counts, and a loop that hands on."""

from pipeline_core import SENTINEL


def endless(source):
    while True:
        yield source.get()


def merge(source, target, producers):
    def items():
        left = producers
        for item in endless(source):
            left -= item is SENTINEL
            if not left:
                return
            if item is not SENTINEL:
                yield item

    for item in items():
        target.put(item)
    target.put(SENTINEL)
