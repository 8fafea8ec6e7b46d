"""Wrong on purpose: naps and tries again, and lets go after the third time.

Belief: what fails now will work in a moment.
Truth:  a bad row is bad for ever; and after the last try it is swallowed all the same.
Verdict: neither among the results nor in failures
"""

from time import sleep

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            for _ in range(3):
                try:
                    result = work(item)
                except Exception:
                    sleep(0.1)
                else:
                    target.put(result)
                    break
    finally:
        target.put(SENTINEL)
