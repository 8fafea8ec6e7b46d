"""Wrong on purpose: takes one line before it looks at the count.

Belief: there is at least one line to take.
Truth:  count may be 0, and then nothing is to be taken.
Verdict: 0 lines had been asked for, and 1 result came back
"""


def take_lines(queue, count, work):
    results = [work(queue.get())]
    while len(results) < count:
        results.append(work(queue.get()))
    return results
