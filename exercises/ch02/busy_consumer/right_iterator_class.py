"""Right in another style: a dataclass that is an iterator and a context manager."""

from dataclasses import dataclass
from typing import Any


@dataclass
class Share:
    queue: Any
    left: int

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.queue.get()


def take_lines(queue, count, work):
    with Share(queue, count) as share:
        return [work(line) for line in share]
