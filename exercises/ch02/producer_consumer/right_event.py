"""Right in another style: an event says that all is done, before the join."""

import threading


def producer_consumer(lines, queue, work):
    done, results = threading.Event(), []

    def consume():
        results.extend(work(queue.get()) for _ in lines)
        done.set()

    consumer = threading.Thread(target=consume)
    consumer.start()
    for line in lines:
        queue.put(line)
    done.wait()
    consumer.join()
    return results
