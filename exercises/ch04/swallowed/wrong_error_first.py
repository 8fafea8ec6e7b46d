"""Wrong on purpose: it keeps the pair the other way round.

Belief: the order in a pair does not matter.
Truth:  who reads failures unpacks item, error.
Verdict: failures holds [(ValueError('two'), 'two'), (ZeroDivisionError('five')
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
                failures.append((error, item))
                continue
            target.put(result)
    finally:
        target.put(SENTINEL)
