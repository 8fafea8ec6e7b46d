"""Wrong on purpose: takes and works under a lock for each queue.

Belief: two consumers of one queue must not be in the loop at the same time.
Truth:  get sees to that by itself; here the second waits until the first has worked on all its lines.
Verdict: a second consumer can't take one from the same queue
"""

from collections import defaultdict
from threading import Lock

LOCKS = defaultdict(Lock)


def take_lines(queue, count, work):
    with LOCKS[queue]:
        return [work(queue.get()) for _ in range(count)]
