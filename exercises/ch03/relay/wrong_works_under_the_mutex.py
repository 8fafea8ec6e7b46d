"""Wrong on purpose: holds the lock of source while it works.

Belief: so nobody disturbs it.
Truth:  the producer needs that lock for each put, and stands still as long as the work takes.
Verdict: change was called while the own lock of a queue was held
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        with source.mutex:
            result = change(item)
        target.put(result)
    target.put(SENTINEL)
