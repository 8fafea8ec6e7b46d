"""Wrong on purpose: at the end it stops where many numbers in a row are missing.

Belief: behind a wide hole nothing is left.
Truth:  a number may never come, and so may twenty; what stands behind them leaves at the end.
Verdict: some numbers in the middle never come
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
    while early:
        number = min(early)
        if number - head > 10:
            break
        head = number + 1
        if (result := early.pop(number)) is not SKIP:
            target.put(result)
    target.put(SENTINEL)
