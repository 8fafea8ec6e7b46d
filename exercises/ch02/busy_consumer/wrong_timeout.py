"""Wrong on purpose: waits in get for a moment, again and again.

Belief: get with a timeout waits, so a loop around it is no polling.
Truth:  each time it gives up, it wakes for nothing and asks again; the plain get needs no loop.
Verdict: wakes for nothing
"""

from queue import Empty


def take_lines(queue, count, work):
    results = []
    while len(results) < count:
        try:
            line = queue.get(timeout=0.03)
        except Empty:
            continue
        results.append(work(line))
    return results
