"""Wrong on purpose: lets a thread of its own record each failure, and waits for none of them.

Belief: to record takes no time, so nobody has to wait for it.
Truth:  the stage may be gone, and the end passed on, before the failure is in the list.
Verdict: failures holds 0 where there should be 1
"""

from threading import Thread

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                Thread(target=failures.append, args=((item, error),)).start()
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
