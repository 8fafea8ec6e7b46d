"""Wrong on purpose: it hands on in twos.

Belief: what is handed on together is handed on faster.
Truth:  when the source fails, the one that waits for its second is lost.
Verdict: or it is lost
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    held = []
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                held.append(work(item))
            except Exception as error:
                failures.append((item, error))
                continue
            if len(held) == 2:
                for result in held:
                    target.put(result)
                held = []
        for result in held:
            target.put(result)
    finally:
        target.put(SENTINEL)
