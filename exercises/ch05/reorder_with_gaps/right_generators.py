"""Right in another style: one generator takes, one puts in order."""

from pipeline_core import SENTINEL, SKIP


def pairs(source):
    while True:
        pair = source.get()
        if pair is SENTINEL:
            return
        yield pair


def in_order(pairs):
    early = {}
    head = 0
    for number, result in pairs:
        early[number] = result
        while head in early:
            yield early.pop(head)
            head += 1
    for _, result in sorted(early.items(), key=lambda pair: pair[0]):
        yield result


def reorder(source, target):
    for result in in_order(pairs(source)):
        if result is not SKIP:
            target.put(result)
    target.put(SENTINEL)
