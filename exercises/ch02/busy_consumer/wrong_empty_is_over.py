"""Wrong on purpose: takes until the queue is empty.

Belief: an empty queue means that all is done.
Truth:  empty is about now; the producer may be at work on the next line.
Verdict: an empty queue says nothing about what is still to come
"""


def take_lines(queue, count, work):
    results = []
    while not queue.empty():
        results.append(work(queue.get()))
    return results
