"""Wrong on purpose: leaves without passing the end on.

Belief: the sentinel is for me; the others will notice.
Truth:  each stage knows only its own queue: the next one waits for ever.
Verdict: nobody told it that it is over
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item))
