"""Wrong on purpose: lets zip end the taking, with the count behind the lines.

Belief: zip stops as soon as one of the two is at its end.
Truth:  it asks the lines first, so a line is taken before the range turns out to be at its end.
Verdict: it took 6 lines where 5
"""


def arriving(queue):
    while True:
        yield queue.get()


def take_lines(queue, count, work):
    return [work(line) for line, _ in zip(arriving(queue), range(count))]
