"""Wrong on purpose: takes the first item in front of the try.

Belief: the try begins where there is something to work on.
Truth:  the first get may raise as any other, and then nobody passes the end on.
Verdict: stuck: the next stage waits for an end
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    item = source.get()
    try:
        while item is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
            item = source.get()
    finally:
        target.put(SENTINEL)
