"""Wrong on purpose: takes sys.exit(0) for a usual end of the work.

Belief: 0 says that nothing went wrong.
Truth:  it is an order to leave all the same, and whoever gave it waits.
Verdict: work raised SystemExit, an order to leave
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            except SystemExit as leave:
                if leave.code:
                    raise
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
