"""Wrong on purpose: waits on the queue's condition, lets go of it, and takes then.

Belief: after the wait a line is there.
Truth:  between the wait and the take another consumer may have it.
Verdict: gone between a look and the taking
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        with queue.not_empty:
            queue.not_empty.wait_for(queue._qsize)
        line = queue.get_nowait()
        results.append(work(line))
    return results
