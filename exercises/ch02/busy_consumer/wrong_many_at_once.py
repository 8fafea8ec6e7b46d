"""Wrong on purpose: lets a pool take and work, a line in each thread.

Belief: map returns results in order, so they come in the order of the queue.
Truth:  it returns them in the order of the calls; which call takes which line, nobody knows.
Verdict: not in the order in which the lines came
"""

from concurrent.futures import ThreadPoolExecutor


def take_lines(queue, count, work):
    def take_one(_):
        return work(queue.get())

    with ThreadPoolExecutor() as pool:
        return list(pool.map(take_one, range(count)))
