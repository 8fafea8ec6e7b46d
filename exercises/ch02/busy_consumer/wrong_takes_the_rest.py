"""Wrong on purpose: takes what is left of its lines after an error.

Belief: they were meant for this call.
Truth:  what is still to come may never come, and others can use it.
Verdict: after that more lines were taken
"""


def take_lines(queue, count, work):
    results, left = [], count
    try:
        while left:
            left -= 1
            results.append(work(queue.get()))
    finally:
        for _ in range(left):
            queue.get()
    return results
