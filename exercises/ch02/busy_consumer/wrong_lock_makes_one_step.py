"""Wrong on purpose: puts look and take under one lock of its own.

Belief: under a lock the two steps are one.
Truth:  only for those who take the same lock; others take from the queue without it, and the loop still
        polls.
Verdict: a core is kept busy
"""

from threading import Lock

one_at_a_time = Lock()


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        with one_at_a_time:
            while queue.empty():
                pass
            line = queue.get_nowait()
        results.append(work(line))
    return results
