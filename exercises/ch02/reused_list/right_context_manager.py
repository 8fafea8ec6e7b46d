"""Right in another style: a dataclass that collects, and puts the rest when it is left."""

from dataclasses import dataclass, field
from threading import Thread
from typing import Any

guess = {"first": "c", "names": 6}


@dataclass
class Collector:
    queue: Any
    size: int
    group: list = field(default_factory=list)

    def __enter__(self):
        return self

    def add(self, name):
        self.group.append(name)
        if len(self.group) == self.size:
            self.flush()

    def flush(self):
        group, self.group = self.group, []
        if group:
            self.queue.put(group)

    def __exit__(self, *_):
        self.flush()


def in_groups(names, queue, size):
    found = []

    def produce():
        with Collector(queue, size) as collector:
            for name in names:
                collector.add(name)

    def consume():
        for _ in range(-(-len(names) // size)):
            group = queue.get()
            found.append(group)

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
