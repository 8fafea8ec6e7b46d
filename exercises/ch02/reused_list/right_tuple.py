"""Right in another style: what is put is a tuple."""

import threading


def in_groups(names, queue, size):
    found = []

    def produce():
        group = []
        for name in names:
            group.append(name)
            if len(group) == size:
                queue.put(tuple(group))
                del group[:]
        if group:
            queue.put(tuple(group))

    def consume():
        for _ in range(len(range(0, len(names), size))):
            found.append(list(queue.get()))  # noqa: PERF401 - as a beginner writes it

    producer = threading.Thread(target=produce)
    consumer = threading.Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return found


guess = {"first": "c", "names": 6}
