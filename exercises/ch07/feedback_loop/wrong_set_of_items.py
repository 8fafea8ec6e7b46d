"""Wrong on purpose: what is on its way is a set of items.

Belief: an item is on its way or it is not, so a set tells how many are.
Truth:  the same object may be in the loop more than once; found good once, it is gone from the set.
Verdict: with items that come again
"""

from queue import Queue
from threading import Condition, Thread

from pipeline_core import SENTINEL


class Itself:
    """An item as a key: equal to itself alone."""

    def __init__(self, item):
        self.item = item

    def __eq__(self, other):
        return self.item is other.item

    def __hash__(self):
        return id(self.item)


def refine(items, improve, good, most):
    drafts, improved, finished = Queue(), Queue(), []
    on_their_way, changed = set(), Condition()

    def make():
        while (pair := drafts.get()) is not SENTINEL:
            first, item = pair
            improved.put((first, improve(item)))
        improved.put(SENTINEL)

    def judge():
        while (pair := improved.get()) is not SENTINEL:
            first, item = pair
            if good(item):
                finished.append(item)
                with changed:
                    on_their_way.discard(Itself(first))
                    changed.notify()
            else:
                drafts.put((first, item))

    threads = [Thread(target=make, name="make"), Thread(target=judge, name="judge")]
    for thread in threads:
        thread.start()
    for item in items:
        with changed:
            changed.wait_for(lambda: len(on_their_way) < most)
            on_their_way.add(Itself(item))
        drafts.put((item, item))
    with changed:
        changed.wait_for(lambda: not on_their_way)
    drafts.put(SENTINEL)
    for thread in threads:
        thread.join()
    return finished
