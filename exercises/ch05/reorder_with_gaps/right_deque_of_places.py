"""Right in another style: a line of places that grows as far as a number has come."""

from collections import deque

from pipeline_core import SENTINEL, SKIP

MISSING = object()


def reorder(source, target):
    line, head = deque(), 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        while len(line) <= number - head:
            line.append(MISSING)
        line[number - head] = result
        while line and line[0] is not MISSING:
            hand_on(line.popleft(), target)
            head += 1
    while line:
        hand_on(line.popleft(), target)
    target.put(SENTINEL)


def hand_on(result, target):
    if result is not MISSING and result is not SKIP:
        target.put(result)
