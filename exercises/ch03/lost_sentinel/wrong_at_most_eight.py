"""Wrong on purpose: starts eight consumers at most.

Belief: more than eight are no use.
Truth:  as many are asked for as there are: each may wait for something of its own.
Verdict: 8 of them are, and nobody takes the next one
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = []
    crew = min(many, 8)

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while True:
            item = queue.get()
            if item is SENTINEL:
                queue.put(SENTINEL)
                break
            result = work(item)
            results.append(result)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(crew))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
