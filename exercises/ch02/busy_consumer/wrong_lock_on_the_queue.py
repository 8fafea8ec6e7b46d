"""Wrong on purpose: takes and works under a lock that it has put on the queue.

Belief: two consumers of one queue must not be in the loop at the same time.
Truth:  get sees to that by itself; here the second waits until work is done, and for ever after an error.
Verdict: one of the next calls, on another queue and on the same one, never comes to its end
"""

from threading import Lock


def take_lines(queue, count, work):
    if not hasattr(queue, "taking"):
        queue.taking = Lock()
    results = []
    for _ in range(count):
        queue.taking.acquire()
        results.append(work(queue.get()))
        queue.taking.release()
    return results
