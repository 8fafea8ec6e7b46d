"""Wrong on purpose: works on no line that is empty.

Belief: an empty line needs no work.
Truth:  it is a line, and work makes something of it.
Verdict: with texts of which some are empty
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        line = queue.get()
        if line:
            results.append(work(line))
    return results
