"""Wrong on purpose: waits behind the end until everything has been reported as done.

Belief: then the consumer is through as well.
Truth:  nobody has said that it calls task_done.
Verdict: stuck: every thread that is left waits
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item))
    target.put(SENTINEL)
    target.join()
