"""Wrong on purpose: adds a note to what work raised.

Belief: an error that says more is a better one.
Truth:  it was to be kept as work raised it.
Verdict: is not as work raised it
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                error.add_note(f"item {item!r}")
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
