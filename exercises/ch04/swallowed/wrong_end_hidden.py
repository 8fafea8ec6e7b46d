"""Wrong on purpose: catches what put raises for the end.

Belief: on the way out there is nobody who could do anything about it.
Truth:  nobody will pass the end on, and whoever started the stage has to hear of it.
Verdict: when the end was put, and your stage swallowed it
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        try:
            target.put(SENTINEL)
        except Exception:
            pass
