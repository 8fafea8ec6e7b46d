"""Wrong on purpose: raises another exception of the same kind.

Belief: it says the same.
Truth:  what the caller knows it by, notes and lines, stays with the first one.
Verdict: is another one
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        line = queue.get()
        try:
            results.append(work(line))
        except Exception as error:
            raise type(error)(*error.args) from None
    return results
