"""Wrong on purpose: does by hand what get does, and leaves out a step.

Belief: get waits for not_empty and calls _get.
Truth:  it also tells a producer that waits for room. What a queue does inside is its own affair.
Verdict: 0 were taken by a get
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        with queue.not_empty:
            while not queue._qsize():
                queue.not_empty.wait()
            line = queue._get()
        results.append(work(line))
    return results
