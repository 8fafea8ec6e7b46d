"""Wrong on purpose: takes an error of the library for the stop.

Belief: PipelineStopped says that all is over.
Truth:  this stop is not set; what put raised has to reach the caller.
Verdict: put raised PipelineStopped
"""

from queue import Full

from pipeline_core import PipelineStopped


def robust_put(queue, item, stop, timeout=0.1):
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        except PipelineStopped:
            break
        return True
    return False
