"""Wrong on purpose: keeps the line for which work failed, on the queue, for the next call.

Belief: the line is not done, so somebody has to do it again.
Truth:  with the error the call is over; whoever calls next wants the next line.
Verdict: and the next call, on the same queue, returned
"""


def take_lines(queue, count, work):
    left = queue.__dict__.setdefault("left", [])
    results = []
    for _ in range(count):
        line = left.pop() if left else queue.get()
        try:
            results.append(work(line))
        except BaseException:
            left.append(line)
            raise
    return results
