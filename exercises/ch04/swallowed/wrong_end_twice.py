"""Wrong on purpose: it passes the end on when it comes, and once more in finally.

Belief: finally runs only when something goes wrong.
Truth:  it runs always.
Verdict: the items were [], and the end was passed on 2 times: once is enough
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while True:
            item = source.get()
            if item is SENTINEL:
                target.put(SENTINEL)
                return
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
                continue
            target.put(result)
    finally:
        target.put(SENTINEL)
