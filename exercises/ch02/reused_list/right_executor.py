"""Right in another style: a pool of two threads."""

from concurrent.futures import ThreadPoolExecutor
from math import ceil

guess = {"first": "c", "names": 6}


def produce(names, queue, size):
    group = []
    for name in names:
        group.append(name)
        if len(group) == size:
            queue.put(group.copy())
            group.clear()
    if group:
        queue.put(group.copy())


def consume(queue, count):
    return [queue.get() for _ in range(count)]


def in_groups(names, queue, size):
    with ThreadPoolExecutor(2) as pool:
        producing = pool.submit(produce, names, queue, size)
        consuming = pool.submit(consume, queue, ceil(len(names) / size))
        producing.result()
        return consuming.result()
