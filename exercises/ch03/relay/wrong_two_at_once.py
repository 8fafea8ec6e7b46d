"""Wrong on purpose: takes a second item, if one is there, before the first is handed on.

Belief: what is there already may as well be taken.
Truth:  each result goes on before the next item is taken: one is in hand at most.
Verdict: an item is taken while the one before is not in target yet
"""

from pipeline_core import SENTINEL


def relay(source, target, change):
    over = False
    while not over:
        pair = [source.get()]
        if source.qsize():
            pair.append(source.get())
        for item in pair:
            if item is SENTINEL:
                over = True
                break
            target.put(change(item))
    target.put(SENTINEL)
