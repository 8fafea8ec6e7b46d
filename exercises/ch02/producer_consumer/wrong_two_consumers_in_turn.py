"""Wrong on purpose: lets two consumers share the lines, under a lock.

Belief: two take as well as one, as long as only one takes at a time.
Truth:  one second thread was asked for; and with the lock in hand the second one only waits.
Verdict: lines were taken by 2 threads
"""

from threading import Lock, Thread


def producer_consumer(lines, queue, work):
    results, left, lock = [], [None] * len(lines), Lock()

    def produce():
        for line in lines:
            queue.put(line)

    def consume():
        while True:
            with lock:
                if not left:
                    return
                left.pop()
                results.append(work(queue.get()))

    threads = [Thread(target=target) for target in (produce, consume, consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
