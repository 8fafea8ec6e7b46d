"""Right in another style: task_done for each line, and a join of the queue."""

import threading


def producer_consumer(lines, queue, work):
    results = []

    def consume():
        for _ in lines:
            results.append(work(queue.get()))
            queue.task_done()

    consumer = threading.Thread(target=consume)
    consumer.start()
    for line in lines:
        queue.put(line)
    queue.join()
    consumer.join()
    return results
