"""Right in another style: a class with a method for each step."""

from pipeline_core import SENTINEL, SKIP


class Buffer:
    def __init__(self, target):
        self.target = target
        self.early = {}
        self.head = 0

    def add(self, number, result):
        self.early[number] = result
        while self.head in self.early:
            self.hand_on(self.head)
            self.head += 1

    def hand_on(self, number):
        result = self.early.pop(number)
        if result is not SKIP:
            self.target.put(result)

    def close(self):
        for number in sorted(self.early):
            self.hand_on(number)
        self.target.put(SENTINEL)


def reorder(source, target):
    buffer = Buffer(target)
    while True:
        pair = source.get()
        if pair is SENTINEL:
            break
        buffer.add(*pair)
    buffer.close()
