"""Right in another style: an end marker of its own, and both ends in threads."""

import threading


def producer_consumer(lines, queue, work):
    results, end = [], object()

    def produce():
        for line in lines:
            queue.put(line)
        queue.put(end)

    def consume():
        for line in iter(queue.get, end):
            results.append(work(line))  # noqa: PERF401 - as a beginner writes it

    threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
