"""Wrong on purpose: waits for an end that nobody puts.

Belief: a consumer always ends with None.
Truth:  whoever puts must agree to it; here nobody does, and the number of lines is known.
Verdict: waits for more than its lines
"""


def take_lines(queue, count, work):
    return [work(line) for line in iter(queue.get, None)]
