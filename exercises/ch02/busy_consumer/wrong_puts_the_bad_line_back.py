"""Wrong on purpose: puts a line back for which work raised.

Belief: so it is not lost.
Truth:  it stands behind the lines that came meanwhile, and whoever takes it fails as well.
Verdict: something was put into the queue
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        line = queue.get()
        try:
            results.append(work(line))
        except BaseException:
            queue.put(line)
            raise
    return results
