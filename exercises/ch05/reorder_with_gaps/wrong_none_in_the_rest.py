"""Wrong on purpose: what is left at the end is asked for by number, and None is taken for missing.

Belief: a number that never came is one for which get() finds nothing.
Truth:  get() gives None for a result that is None, too; at the end as before it.
Verdict: with items that are false in an if
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    early, head = {}, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        early[number] = result
        while head in early:
            result = early.pop(head)
            head += 1
            if result is not SKIP:
                target.put(result)
        del pair, result
    for number in range(head, max(early, default=head) + 1):
        result = early.get(number)
        if result is not None and result is not SKIP:
            target.put(result)
    target.put(SENTINEL)
