"""Wrong on purpose: works under the queue's own lock.

Belief: so nobody changes the queue meanwhile.
Truth:  a work that asks the queue how many are left waits for that lock for ever.
Verdict: it may ask the queue how many are left
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        line = queue.get()
        with queue.mutex:
            results.append(work(line))
    return results
