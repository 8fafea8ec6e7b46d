"""Wrong on purpose: raises an error of its own in place of put's.

Belief: with from nothing is lost, and the words are better.
Truth:  who waits for OSError waits in vain: what put raises is to leave the stage.
Verdict: put RuntimeError('the put failed') in its place
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
                except Exception as error:
                    raise RuntimeError("the put failed") from error
    finally:
        target.put(SENTINEL)
