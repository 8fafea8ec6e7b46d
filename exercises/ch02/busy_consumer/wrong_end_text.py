"""Wrong on purpose: takes END for the end.

Belief: a line END means that it is over.
Truth:  it is a line like any other; how many there are is known.
Verdict: with ['END', 'END'], which are texts that stand in your answer itself
"""


def take_lines(queue, count, work):
    results = []
    if count == 0:
        return results
    for line in iter(queue.get, "END"):
        results.append(work(line))
        if len(results) == count:
            break
    return results
