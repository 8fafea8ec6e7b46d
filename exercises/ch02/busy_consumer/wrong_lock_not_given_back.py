"""Wrong on purpose: gives a lock back in the line below.

Belief: what stands below is reached.
Truth:  not after an error: the next call waits for that lock for ever.
Verdict: take and not give back
"""

from threading import Lock

one_at_a_time = Lock()


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        line = queue.get()
        one_at_a_time.acquire()
        results.append(work(line))
        one_at_a_time.release()
    return results
