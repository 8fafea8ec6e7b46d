"""Wrong on purpose: gives up after fifty failures in a row.

Belief: so many in a row mean that work is broken.
Truth:  one bad item must not stop the line, and neither must fifty-one.
Verdict: left the stage
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    row = 0
    try:
        while True:
            item = source.get()
            if item is SENTINEL:
                break
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
                row += 1
                if row > 50:
                    raise
            else:
                row = 0
                target.put(result)
    finally:
        target.put(SENTINEL)
