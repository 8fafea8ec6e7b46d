"""Wrong on purpose: takes only if there is something at the moment.

Belief: with if instead of while nothing is polled.
Truth:  a turn in which nothing is there is lost, and fewer lines are taken.
Verdict: an empty queue says nothing about what is still to come
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        if not queue.empty():
            line = queue.get()
            results.append(work(line))
    return results
