"""Wrong on purpose: waits at the queue's own condition and takes by _get.

Belief: get does nothing else.
Truth:  it also wakes who waits for room.
Verdict: right results, and it reaches for _get
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while True:
        with source.not_empty:
            while not source._qsize():
                source.not_empty.wait()
            item = source._get()
        if item is SENTINEL:
            break
        target.put(change(item))
    target.put(SENTINEL)
