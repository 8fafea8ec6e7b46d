"""Wrong on purpose: one try around the wait and the work.

Belief: Empty can only come from the queue.
Truth:  work may raise anything; a try that is too wide takes its failure for a wait that was over.
Verdict: it was taken for a queue's
"""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    item = None
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)
            if item is SENTINEL:
                robust_put(target, SENTINEL, stop)
                return
            robust_put(target, work(item), stop)
        except Empty:
            continue
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
