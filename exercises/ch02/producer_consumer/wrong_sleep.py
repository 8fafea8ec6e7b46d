"""Wrong on purpose: naps before it takes, and hopes that the line is there by then.

Belief: a short sleep gives the producer the time it needs.
Truth:  a sleep is a guess about another thread's speed; get waits exactly as long as it must.
Verdict: get_nowait does not wait
"""

from threading import Thread
from time import sleep


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        for _ in range(len(lines)):
            sleep(0.01)
            results.append(work(queue.get_nowait()))

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
