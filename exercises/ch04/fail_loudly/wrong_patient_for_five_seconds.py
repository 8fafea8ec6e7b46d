"""Wrong on purpose: it drops a result for which there is no room in 5 s.

Belief: nobody is later than that.
Truth:  a consumer may take its time, and the result is lost without a word.
Verdict: is no reason to drop anything
"""

import contextlib
from queue import Empty, Full

from pipeline_core import SENTINEL, robust_put


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
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        for _ in range(50):
            if stop.is_set():
                return
            with contextlib.suppress(Full):
                target.put(result, timeout=0.1)
                break
