"""Wrong on purpose: hands the item on where its result is not equal to itself.

Belief: what is not equal to itself is no result.
Truth:  a result may be no number, and goes on as it is.
Verdict: and what is no number, as items, and as results
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    while (item := source.get()) is not SENTINEL:
        result = change(item)
        target.put(result if result == result else item)  # noqa: PLR0124 - the mistake
    target.put(SENTINEL)
