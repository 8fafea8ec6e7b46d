"""Wrong on purpose: takes an empty line for the end.

Belief: an empty line is what is read at the end of a file.
Truth:  in the queue it is a line like any other; how many there are is known.
Verdict: with texts of which some are empty
"""

from itertools import islice


def take_lines(queue, count, work):
    lines = islice(iter(queue.get, ""), count)
    return [work(line) for line in lines]
