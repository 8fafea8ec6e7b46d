"""Wrong on purpose: takes all that is there, and then hands it on.

Belief: what is there already may as well be taken.
Truth:  each item goes on before the next is taken.
Verdict: an item is taken while the one before is not in target yet
"""

from queue import Empty

from pipeline_core import SENTINEL


def merge(source, target, producers):
    while producers:
        batch = [source.get()]
        try:
            while True:
                batch.append(source.get_nowait())
        except Empty:
            pass
        for item in batch:
            if item is SENTINEL:
                producers -= 1
            else:
                target.put(item)
    target.put(SENTINEL)
