"""Wrong on purpose: reads empty() as "finished".

Belief: nothing in the queue means nothing will come.
Truth:  empty is about now; only the sentinel is about ever.
Verdict: you stopped while the producer was still at work
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while not source.empty():
        target.put(change(source.get()))
    target.put(SENTINEL)
