"""Wrong on purpose: adds a note to what work raises.

Belief: an error that says more is a better one.
Truth:  it is the caller's, and was to reach him as it is.
Verdict: it has to reach him as it is
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        line = queue.get()
        try:
            results.append(work(line))
        except BaseException as error:
            error.add_note(f"line {line!r}")
            raise
    return results
