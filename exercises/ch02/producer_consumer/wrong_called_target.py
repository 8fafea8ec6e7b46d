"""Wrong on purpose: calls the producer where it should start it.

Belief: Thread(target=produce()) runs produce in a thread.
Truth:  the brackets run it here and now; the thread gets what it returned. With a bounded queue it never returns.
Verdict: waits for room, and nobody takes
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in range(len(lines)):
            results.append(work(queue.get()))

    threads = [Thread(target=produce()), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
