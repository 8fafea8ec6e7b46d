"""Wrong on purpose: takes Empty of get for the end.

Belief: Empty says that nothing will come any more.
Truth:  a get without a timeout never raises it: something else is wrong, and nobody hears of it.
Verdict: source.get raised Empty, and your stage swallowed it
"""

from queue import Empty


from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while True:
            try:
                item = source.get()
            except Empty:
                return
            if item is SENTINEL:
                return
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
