"""Wrong on purpose: it puts the results into the list behind the queue.

Belief: whoever holds the mutex of a queue, and wakes who waits, does what put does.
Truth:  a put waits for room: past it the queue is never full, and holds nobody back.
Verdict: not each of them has come into target by a put
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        result = change(item)
        with target.mutex:
            target.queue.append(result)
            target.unfinished_tasks += 1
            target.not_empty.notify()
    target.put(SENTINEL)
