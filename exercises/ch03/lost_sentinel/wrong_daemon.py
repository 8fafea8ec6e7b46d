"""Wrong on purpose: makes the consumers daemons and does not wait for them.

Belief: daemon threads clean up after themselves.
Truth:  nobody waits for what they still have in hand; results are lost, and they stay for as long as the program.
Verdict: while a thread of it was still running
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while True:
            item = queue.get()
            if item is SENTINEL:
                break
            results.append(work(item))

    producer = Thread(target=produce)
    producer.start()
    for _ in range(many):
        Thread(target=consume, daemon=True).start()
    producer.join()
    return results
