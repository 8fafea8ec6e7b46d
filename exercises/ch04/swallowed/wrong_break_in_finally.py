"""Wrong on purpose: it has a finally inside the loop that breaks once the stage is over.

Belief: break in finally just leaves the loop.
Truth:  an exception on its way is thrown away by it.
Verdict: target.put raised OSError, the disk is full, and your stage swallowed it. The
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    while True:
        over = True
        try:
            item = source.get()
            if item is not SENTINEL:
                try:
                    result = work(item)
                except Exception as error:
                    failures.append((item, error))
                else:
                    target.put(result)
                over = False
        finally:
            if over:
                break
    target.put(SENTINEL)
