"""Wrong on purpose: calls queue.join to wait for a line.

Belief: join waits until the queue has something.
Truth:  it waits until every item has been reported by task_done, which nobody does here.
Verdict: the queue's own join waits until task_done
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        queue.join()
        line = queue.get()
        results.append(work(line))
    return results
