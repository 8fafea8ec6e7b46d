"""Wrong on purpose: naps between two looks.

Belief: a sleep in the loop spares the core, so it is no polling any more.
Truth:  it asks less often, and every line is late by up to one nap; looking and taking are still two steps.
Verdict: late by a nap
"""

from time import sleep


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        while queue.empty():
            sleep(0.03)
        results.append(work(queue.get()))
    return results
