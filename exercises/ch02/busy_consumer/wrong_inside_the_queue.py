"""Wrong on purpose: waits on the queue's own condition and takes from its deque.

Belief: get does nothing else than this.
Truth:  get also tells a producer that waits for room; here it is never told.
Verdict: 0 were taken by a get
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        with queue.not_empty:
            while not queue.queue:
                queue.not_empty.wait()
            line = queue.queue.popleft()
        results.append(work(line))
    return results
