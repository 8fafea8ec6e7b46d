"""Wrong on purpose: takes one line more to see whether there is one, and puts it back.

Belief: what is put back is as if it had never been taken.
Truth:  it comes to the end of the queue, behind lines that were put after it; and for a while it is missing
        for others.
Verdict: what is put back stands behind
"""


def take_lines(queue, count, work):
    results = []
    line = queue.get()
    while len(results) < count:
        results.append(work(line))
        line = queue.get()
    queue.put(line)
    return results
