"""Wrong on purpose: puts once more when put has raised.

Belief: a second try costs nothing.
Truth:  what put raised leaves the stage: a disk that is full now and not a moment later is known to nobody.
Verdict: the disk is full, and your stage swallowed it
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                try:
                    target.put(result)
                except OSError:
                    target.put(result)
    finally:
        target.put(SENTINEL)
