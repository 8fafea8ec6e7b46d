"""Right in another style: groups drawn from an iterator."""

import threading
from itertools import islice


def in_groups(names, queue, size):
    found = []

    def produce():
        line = iter(names)
        while group := list(islice(line, size)):
            queue.put(group)

    def consume():
        for _ in range(len(range(0, len(names), size))):
            found.append(queue.get())  # noqa: PERF401 - as a beginner writes it

    producer = threading.Thread(target=produce)
    consumer = threading.Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return found


guess = {"first": "c", "names": 6}
