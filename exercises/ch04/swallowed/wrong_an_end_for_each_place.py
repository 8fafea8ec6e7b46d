"""Wrong on purpose: puts as many ends as the target has places.

Belief: one end for each place is one for each who takes from there.
Truth:  how many places a queue has says nothing of how many take from it; here it is one.
Verdict: and the end was passed on 2 times
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
        for _ in range(target.maxsize or 1):
            target.put(SENTINEL)
