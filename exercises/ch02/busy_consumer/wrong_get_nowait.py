"""Wrong on purpose: takes without waiting, and tries again when that fails.

Belief: one step instead of two is all there is to it.
Truth:  no other consumer can come in between any more, and the core is as busy as before.
Verdict: that is polling
"""

from queue import Empty


def take_lines(queue, count, work):
    results = []
    while len(results) < count:
        try:
            line = queue.get_nowait()
        except Empty:
            continue
        results.append(work(line))
    return results
