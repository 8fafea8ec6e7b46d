"""Right in another style: a thread that is a class, and keeps its results as an attribute."""

import threading


class Consumer(threading.Thread):
    """A thread that is a class, and keeps its results as an attribute."""

    def __init__(self, queue, work, count):
        super().__init__(name="consumer")
        self.queue, self.work, self.count, self.results = queue, work, count, []

    def run(self):
        for _ in range(self.count):
            self.results.append(self.work(self.queue.get()))


def producer_consumer(lines, queue, work):
    consumer = Consumer(queue, work, len(lines))
    consumer.start()
    for line in lines:
        queue.put(line)
    consumer.join()
    return consumer.results
