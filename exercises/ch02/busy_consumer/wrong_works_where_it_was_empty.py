"""Wrong on purpose: where the queue is empty it waits and works inside the except.

Belief: what is done inside an except is nobody's business.
Truth:  an error of work's that is raised there gets the Empty as its __context__.
Verdict: is that error, changed: its __context__
"""

from queue import Empty


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        try:
            line = queue.get_nowait()
        except Empty:
            results.append(work(queue.get()))
        else:
            results.append(work(line))
    return results
