"""Wrong on purpose: it keeps the error in a variable and asks whether it is true.

Belief: an exception is always true.
Truth:  its class may define __len__ or __bool__, and an error may be empty.
Verdict: with errors that are false in an if, equal to each other, or known from queues
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while True:
            item = source.get()
            if item is SENTINEL:
                break
            result = failed = None
            try:
                result = work(item)
            except Exception as error:
                failed = error
            if failed:
                failures.append((item, failed))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
