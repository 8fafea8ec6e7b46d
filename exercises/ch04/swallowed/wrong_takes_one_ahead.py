"""Wrong on purpose: takes the next item before it works on the first.

Belief: so the queue is empty sooner.
Truth:  when that get raises, the item in its hand is lost.
Verdict: had been taken, was never worked on
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        item = source.get()
        while item is not SENTINEL:
            following = source.get()
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
            item = following
    finally:
        target.put(SENTINEL)
