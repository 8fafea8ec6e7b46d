"""Wrong on purpose: counts only the lines of which work made something.

Belief: None is no result, so it is not kept.
Truth:  it is what work made of a line; without it the loop goes on and takes another one.
Verdict: with results that are false in an if
"""


def take_lines(queue, count, work):
    results = []
    while len(results) < count:
        result = work(queue.get())
        if result is not None:
            results.append(result)
    return results
