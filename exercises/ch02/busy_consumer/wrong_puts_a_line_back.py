"""Wrong on purpose: puts its last line back when it is done.

Belief: somebody else may need it.
Truth:  what is taken is taken: put back, it stands behind all others, and is worked on twice.
Verdict: it put 1 line into the queue, where it should take
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        line = queue.get()
        results.append(work(line))
    if count:
        queue.put(line)
    return results
