"""Wrong on purpose: ends when no line has come for a while.

Belief: nothing for a second means that nothing will come.
Truth:  nobody knows how late a line is; how many there are is known here, and that is the end.
Verdict: gave up
"""

from queue import Empty


def take_lines(queue, count, work):
    results = []
    try:
        for _ in range(count):
            results.append(work(queue.get(timeout=1)))
    except Empty:
        pass
    return results
