"""Wrong on purpose: takes one line more than it was told to, and lets it fall.

Belief: a line too many does no harm.
Truth:  each line leaves the queue once: whoever was to have it waits for ever.
Verdict: what is over is no longer there
"""


def take_lines(queue, count, work):
    results = []
    while True:
        line = queue.get()
        if len(results) == count:
            return results
        results.append(work(line))
