"""Right in another style: both ends as methods of one object."""

import threading


class Seating:
    def __init__(self, names, queue, size):
        self.names, self.queue, self.size, self.found = names, queue, size, []

    def produce(self):
        for start in range(0, len(self.names), self.size):
            self.queue.put([*self.names[start : start + self.size]])

    def all(self):
        producer = threading.Thread(target=self.produce)
        producer.start()
        while sum(map(len, self.found)) < len(self.names):
            self.found.append(self.queue.get())
        producer.join()
        return self.found


def in_groups(names, queue, size):
    return Seating(names, queue, size).all()


guess = {"first": "c", "names": 6}
