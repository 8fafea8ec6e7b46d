"""Wrong on purpose: a sleep of no length after each put.

Belief: it is polite to let the other thread go.
Truth:  put and get let others go by themselves; a sleep promises nothing, of whatever length.
Verdict: it calls sleep, if for no time at all
"""

import time
from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)
            time.sleep(0)

    def consume():
        for _ in range(len(lines)):
            results.append(work(queue.get()))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
