"""Wrong on purpose: collects in a list of the module.

Belief: a list is empty at the start.
Truth:  only at the first call; the second one returns the results of the first, too, and two consumers mix
        theirs.
Verdict: What does your answer keep from one call to the next?
"""

results = []


def take_lines(queue, count, work):
    for _ in range(count):
        results.append(work(queue.get()))
    return results
