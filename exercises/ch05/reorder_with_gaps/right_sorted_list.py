"""Right in another style: a list that is kept in order."""

from bisect import insort

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = [], 0
    while (pair := source.get()) is not SENTINEL:
        insort(early, pair, key=lambda each: each[0])
        while early and early[0][0] == head:
            target_of(target, early.pop(0)[1])
            head += 1
    for _, result in early:
        target_of(target, result)
    target.put(SENTINEL)


def target_of(target, result):
    if result is not SKIP:
        target.put(result)
