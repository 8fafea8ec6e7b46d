"""Right in another style: the caller joins the producer, then puts the sentinels."""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)

    def consume():
        while True:
            item = queue.get()
            if item is SENTINEL:
                break
            result = work(item)
            results.append(result)

    producer = Thread(target=produce)
    consumers = [Thread(target=consume) for _ in range(many)]
    for thread in [producer, *consumers]:
        thread.start()
    producer.join()
    for _ in consumers:
        queue.put(SENTINEL)
    for thread in consumers:
        thread.join()
    return results
