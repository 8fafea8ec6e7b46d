"""Wrong on purpose: lets the first failure end the stage.

Belief: not swallowing means not catching.
Truth:  here a bad item must not cost the good ones behind it; it is kept, not raised.
Verdict: must not stop the line
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            target.put(work(item))
    finally:
        target.put(SENTINEL)
