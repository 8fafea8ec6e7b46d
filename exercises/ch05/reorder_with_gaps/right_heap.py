"""Right in another style: a heap of pairs; numbers are all different, so results are never compared."""

from heapq import heappop, heappush

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = [], 0
    while (pair := source.get()) is not SENTINEL:
        heappush(early, pair)
        while early and early[0][0] == head:
            head = release(early, target) + 1
    while early:
        release(early, target)
    target.put(SENTINEL)


def release(early, target):
    number, result = heappop(early)
    if result is not SKIP:
        target.put(result)
    return number
