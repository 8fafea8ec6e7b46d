"""Who calls in_order, and the work that is handed to it.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

import threading
import time

from exercises.engine.lent import Lent
from exercises.engine.verdict import Refusal

SAME_THREAD = (
    "work was called in the thread that called in_order, which had to wait for it: hand work to a thread, "
    "and don't call it yourself. (Brackets behind target=work call it at once.)"
)
NOT_AN_ITEM = "work was given {got!r}: give it one item, as it stands in the list."


class Work:
    """A ``work`` that notes its items and notices in which thread it is called.

    ``handed_in``: the caller's list; ``found``: what it held when it was another one during a call, or None.
    """

    def __init__(self, items):
        self.items, self.calls, self.done = items, [], []
        self.handed_in, self.found = Lent(list(item) for item in items), None
        self.caller = threading.current_thread()

    def __call__(self, item):
        if threading.current_thread() is self.caller:
            raise Refusal(SAME_THREAD)
        if item not in self.items:
            raise Refusal(NOT_AN_ITEM.format(got=item))
        self.calls.append(item[0])
        time.sleep(item[1] / 10)
        self.done.append(item[0].upper())
        if self.found is None and self.handed_in != self.items:
            self.found = list(self.handed_in)
        return item[0].upper()


def call(in_order, items, noted):
    """One call of the answer; ``noted`` is its work, for whoever judges what came back."""
    work = Work(items)
    noted[:] = [work]
    return in_order(work, work.handed_in)
