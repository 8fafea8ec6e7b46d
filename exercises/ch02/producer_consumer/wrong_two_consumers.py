"""Wrong on purpose: starts two consumers that share the lines.

Belief: two are faster, and the queue keeps the order.
Truth:  the queue hands out in order, but the second consumer may be through with its line before the first.
Verdict: not in the order of the lines
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)

    def consume(many):
        for _ in range(many):
            line = queue.get()
            result = work(line)
            results.append(result)

    half = len(lines) // 2
    threads = [
        Thread(target=produce),
        Thread(target=consume, args=(half,)),
        Thread(target=consume, args=(len(lines) - half,)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
