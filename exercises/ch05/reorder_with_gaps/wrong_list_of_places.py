"""Wrong on purpose: keeps a list with a place for each of ten numbers.

Belief: ten places are enough.
Truth:  nobody says how far ahead a result may be.
Verdict: came into target, and
"""

from pipeline_core import SENTINEL, SKIP


def reorder(source, target):
    missing = object()
    places, head = [missing] * 10, 0
    while (pair := source.get()) is not SENTINEL:
        number, result = pair
        places[number % 10] = result
        while places[head % 10] is not missing:
            result, places[head % 10] = places[head % 10], missing
            if result is not SKIP:
                target.put(result)
            head += 1
    for number in range(head, head + 10):
        if places[number % 10] is not missing and places[number % 10] is not SKIP:
            target.put(places[number % 10])
    target.put(SENTINEL)
