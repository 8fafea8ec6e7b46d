"""Wrong on purpose: puts a line and takes it back, all in one thread.

Belief: as long as every line went through the queue, it was handed over.
Truth:  nobody else is there: the work on a line waits for the reading, and the reading for the work.
Verdict: one thread did it all
"""


def producer_consumer(lines, queue, work):
    results = []
    for line in lines:
        queue.put(line)
        results.append(work(queue.get()))
    return results
