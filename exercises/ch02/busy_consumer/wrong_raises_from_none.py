"""Wrong on purpose: raises the error again, without what was behind it.

Belief: a short traceback is a good one.
Truth:  from which other error it came is part of it; it was to reach the caller as it is.
Verdict: It has to reach him as it is
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        line = queue.get()
        try:
            results.append(work(line))
        except BaseException as error:
            raise error from None
    return results
