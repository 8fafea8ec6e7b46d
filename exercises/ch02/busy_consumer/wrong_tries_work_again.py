"""Wrong on purpose: calls work once more if it raises.

Belief: what fails once may go well the next time.
Truth:  whether it is called again is for the caller to say, who may have paid for the first time.
Verdict: then was called again with 'line 1'
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        line = queue.get()
        try:
            results.append(work(line))
        except Exception:
            results.append(work(line))
    return results
