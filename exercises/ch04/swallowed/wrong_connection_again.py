"""Wrong on purpose: tries an item again when the connection was gone.

Belief: such an error is no fault of the item.
Truth:  the task says once: whoever reads failures decides what is tried again.
Verdict: work was asked 2 times for 'ConnectionError'
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            for attempt in (1, 2):
                try:
                    result = work(item)
                except Exception as error:
                    if attempt == 1 and isinstance(error, ConnectionError):
                        continue
                    failures.append((item, error))
                else:
                    target.put(result)
                break
    finally:
        target.put(SENTINEL)
