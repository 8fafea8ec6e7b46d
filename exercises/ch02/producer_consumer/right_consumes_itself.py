"""Right in another style: the caller consumes, and one thread produces."""

import threading


def producer_consumer(lines, queue, work):
    producer = threading.Thread(target=lambda: [queue.put(line) for line in lines])
    producer.start()
    results = [work(queue.get()) for _ in lines]
    producer.join()
    return results
