"""Wrong on purpose: puts a line back for which work raised, and goes on until there are enough results.

Belief: what failed once goes right the next time.
Truth:  work raises again, and the call comes to no end.
Verdict: and then was called again and again with 'line 1'
"""


def take_lines(queue, count, work):
    results = []
    while len(results) < count:
        line = queue.get()
        try:
            results.append(work(line))
        except Exception:
            queue.put(line)
    return results
