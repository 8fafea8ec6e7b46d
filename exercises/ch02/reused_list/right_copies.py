"""Right in another style: a copy is put, and the one list is cleared."""

import threading


def in_groups(names, queue, size):
    found = []

    def produce():
        group = []
        for name in names:
            group.append(name)
            if len(group) == size:
                queue.put(group[:])
                group.clear()
        if group:
            queue.put(group[:])

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
