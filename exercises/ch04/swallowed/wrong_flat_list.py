"""Wrong on purpose: it extends the list by the pair.

Belief: += adds one thing.
Truth:  it adds each member of what stands on the right.
Verdict: failures holds ['two', ValueError('two'), 'five', ZeroDivisionError('five')]
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while True:
            item = source.get()
            if item is SENTINEL:
                break
            try:
                result = work(item)
            except Exception as error:
                failures += (item, error)
                continue
            target.put(result)
    finally:
        target.put(SENTINEL)
