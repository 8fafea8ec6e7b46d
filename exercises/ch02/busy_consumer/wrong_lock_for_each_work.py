"""Wrong on purpose: works on one line at a time for all who hand in the same function.

Belief: a function that several threads call has to be protected.
Truth:  another consumer with the same function then waits for this one, whose work may take for ever.
Verdict: waits in its first work until the other has returned
"""

from collections import defaultdict
from threading import Lock

LOCKS = defaultdict(Lock)


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        line = queue.get()
        with LOCKS[work]:
            results.append(work(line))
    return results
