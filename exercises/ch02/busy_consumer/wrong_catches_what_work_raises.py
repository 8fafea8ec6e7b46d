"""Wrong on purpose: goes on at queue.Empty, wherever it comes from.

Belief: only the queue raises Empty.
Truth:  work may raise it as well: then a line is lost, one more is taken, and nobody hears of it.
Verdict: nobody hears of it
"""

from queue import Empty


def take_lines(queue, count, work):
    results = []
    while len(results) < count:
        try:
            results.append(work(queue.get()))
        except Empty:
            pass
    return results
