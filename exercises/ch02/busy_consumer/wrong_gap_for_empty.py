"""Wrong on purpose: notes None when nothing has come within a second.

Belief: so it can't die of Empty, and has as many results as it should.
Truth:  None is no result of work, and the line that comes later is not taken.
Verdict: how late is not
"""

from queue import Empty


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        try:
            results.append(work(queue.get(timeout=1)))
        except Empty:
            results.append(None)
    return results
