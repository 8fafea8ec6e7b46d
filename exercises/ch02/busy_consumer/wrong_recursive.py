"""Wrong on purpose: takes one line and calls itself for the rest.

Belief: a recursion is as good as a loop.
Truth:  Python allows about a thousand calls inside each other, and a log has more lines than that.
Verdict: with 2,000 items: your answer called itself until Python gave up
"""


def take_lines(queue, count, work):
    return [work(queue.get()), *take_lines(queue, count - 1, work)] if count else []
