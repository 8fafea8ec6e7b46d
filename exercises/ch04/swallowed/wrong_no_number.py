"""Wrong on purpose: leaves out a result that is not equal to itself.

Belief: what is no number is no result.
Truth:  work raised nothing, so what it returned goes on.
Verdict: or pairs with one, or no number
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
                if not isinstance(result, float) or result == result:  # noqa: PLR0124 - the mistake
                    target.put(result)
    finally:
        target.put(SENTINEL)
