"""Wrong on purpose: goes on after an error, and raises it at the end.

Belief: the other lines are as good as before.
Truth:  who has put the bad line may put nothing behind it: then the error is never heard of.
Verdict: then was called with the lines behind it
"""


def take_lines(queue, count, work):
    results, errors = [], []
    for _ in range(count):
        line = queue.get()
        try:
            results.append(work(line))
        except Exception as error:
            errors.append(error)
    if errors:
        raise errors[0]
    return results
