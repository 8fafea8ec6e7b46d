"""Wrong on purpose: keeps GeneratorExit like an error.

Belief: what work raises is a failure.
Truth:  it is no Exception, as SystemExit is none.
Verdict: work raised GeneratorExit, an order to leave
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except (Exception, GeneratorExit) as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
