"""Wrong on purpose: takes an error of the library for the stop.

Belief: PipelineStopped says that all is over.
Truth:  stop is not set; what work raises is a failure, of whatever kind.
Verdict: work raised PipelineStopped
"""

from queue import Empty

from pipeline_core import SENTINEL, PipelineStopped, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
        except Empty:
            continue
        if item is SENTINEL:
            robust_put(target, SENTINEL, stop)
            return
        try:
            result = work(item)
        except PipelineStopped:
            return
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        robust_put(target, result, stop)
