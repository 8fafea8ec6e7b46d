"""Right in another style: slices, each of which is a new list."""

import threading


def in_groups(names, queue, size):
    found = []

    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])

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
