"""Wrong on purpose: fills the list when the end has been passed on.

Belief: what stands in the finally is done in any case.
Truth:  the end may be refused like any item, and a line behind a call that raises is not run.
Verdict: failures holds [] then
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    kept = []
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                kept.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
        failures.extend(kept)
