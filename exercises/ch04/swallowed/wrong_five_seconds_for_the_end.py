"""Wrong on purpose: waits five seconds for room for the end.

Belief: that is long enough for any next stage.
Truth:  nobody knows how long the next one takes.
Verdict: did not wait until it had some
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL, timeout=5)
