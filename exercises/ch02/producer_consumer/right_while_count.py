"""Right in another style: a while loop that counts results, in a daemon thread that is joined."""

import threading


def producer_consumer(lines, queue, work):
    results = []

    def consume():
        while len(results) < len(lines):
            results.append(work(queue.get(block=True, timeout=None)))

    thread = threading.Thread(target=consume, daemon=True)
    thread.start()
    for line in lines:
        queue.put(line, True)
    thread.join()
    return results
