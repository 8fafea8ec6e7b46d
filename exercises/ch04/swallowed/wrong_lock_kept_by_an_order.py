"""Wrong on purpose: it gives a lock back after each Exception, and after nothing else.

Belief: whatever is raised is an Exception.
Truth:  SystemExit is none, and the next call waits for the lock for ever.
Verdict: the next call of it waits for ever
"""

from threading import Lock

from pipeline_core import SENTINEL

ONE_AT_A_TIME = Lock()


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            ONE_AT_A_TIME.acquire()
            try:
                result = work(item)
            except Exception as error:
                ONE_AT_A_TIME.release()
                failures.append((item, error))
            else:
                ONE_AT_A_TIME.release()
                target.put(result)
    finally:
        target.put(SENTINEL)
