"""Wrong on purpose: takes under a lock of its module.

Belief: a queue must be locked.
Truth:  it locks itself; and who waits in get holds up the calls on all other queues.
Verdict: a call on another queue can't go on
"""

from threading import Lock

one_at_a_time = Lock()


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        with one_at_a_time:
            line = queue.get()
        results.append(work(line))
    return results
