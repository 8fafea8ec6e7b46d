"""Right in another style: consumers of a class with a generator, and an end for each."""

from threading import Thread

from pipeline_core import SENTINEL


class Consumer(Thread):
    def __init__(self, queue, work):
        super().__init__()
        self.queue, self.work, self.results = queue, work, []

    def run(self):
        for item in self.items():
            self.results.append(self.work(item))

    def items(self):
        while True:
            item = self.queue.get()
            if item is SENTINEL:
                return
            yield item


def share_out(items, queue, work, many):
    consumers = [Consumer(queue, work) for _ in range(many)]
    for consumer in consumers:
        consumer.start()
    for item in items:
        queue.put(item)
    for _ in consumers:
        queue.put(SENTINEL)
    for consumer in consumers:
        consumer.join()
    return [result for consumer in consumers for result in consumer.results]
