"""Wrong on purpose: keeps the ids of sources that are over.

Belief: no two queues have the same id.
Truth:  the id of a queue that is gone may be a new one's, which then is never read.
Verdict: What belongs to one call is made inside the function
"""

from pipeline_core import SENTINEL


OVER = {}


def careful_stage(source, target, work, failures):
    try:
        while not OVER.get(id(source)):
            item = source.get()
            if item is SENTINEL:
                OVER[id(source)] = True
                break
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
