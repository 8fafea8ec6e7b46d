"""Right in another style: a list of places that is filled."""

import threading


def producer_consumer(lines, queue, work):
    results = [None] * len(lines)

    def consume():
        for place in range(len(lines)):
            results[place] = work(queue.get())

    consumer = threading.Thread(target=consume)
    consumer.start()
    for line in lines:
        queue.put(line)
    consumer.join()
    return results
