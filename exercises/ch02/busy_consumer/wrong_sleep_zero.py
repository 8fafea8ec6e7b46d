"""Wrong on purpose: yields to other threads in the loop, and takes with get.

Belief: sleep(0) only lets the others run, it doesn't sleep.
Truth:  the loop runs as often as before and keeps a core busy.
Verdict: (qsize, 501 times here)
"""

import time


def wait_for_line(queue):
    while queue.qsize() == 0:
        time.sleep(0)


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        wait_for_line(queue)
        line = queue.get()
        results.append(work(line))
    return results
