"""Wrong on purpose: takes KeyboardInterrupt out of get for the end.

Belief: somebody pressed Ctrl-C, and the stage ends: as wanted.
Truth:  the order was for whoever is further out, too, and is never heard there.
Verdict: source.get raised KeyboardInterrupt, and your stage swallowed it
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while True:
            try:
                item = source.get()
            except KeyboardInterrupt:
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
