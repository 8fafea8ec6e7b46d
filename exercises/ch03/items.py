"""What the checks of chapter 03 send through queues, and who sends it.

Inside:  items that are no end, whatever they say of themselves; ``produce``; ``noted``; ``looks``; ``same``;
         ``named``.
Outside: judging (each exercise's ``check.py``).
"""

import time

from exercises.engine.inputs import Agreeable, Input
from pipeline_core import SENTINEL

AMBIGUOUS = "the truth value of a grid is ambiguous: it has several cells"
COMPARISON = "what == says of a grid is no truth value: it has several cells"


class Grid:
    """An item whose ``==`` answers cell by cell, as an array's does, and that is neither true nor false."""

    said = AMBIGUOUS

    def __eq__(self, other):
        return Answers()

    def __hash__(self):
        return 2

    def __bool__(self):
        raise ValueError(self.said)

    def __repr__(self):
        return "<grid>"


class Answers(Grid):
    """What a grid answers when it is compared."""

    said = COMPARISON


class Namesake:
    """An item that is shown as the end is, and has its name and its hash."""

    name = SENTINEL.name

    def __hash__(self):
        return hash(SENTINEL)

    def __repr__(self):
        return repr(SENTINEL)


ODD = {
    "namesakes": Input(
        "items that are shown as the end is, and are none", lambda: [Namesake(), "fig", Namesake()]
    ),
    "things": Input(
        "exceptions, functions, classes, iterators, and what is no number, as items, and as results where "
        "there are any",
        lambda: [float("nan"), ValueError("ash"), len, type(SENTINEL), StopIteration, iter("ab")],
        lambda: [type(SENTINEL), OSError("fig"), KeyError, max, iter(["elm", "oak"]), float("nan")],
    ),
}
AGREEABLE, GRID = Agreeable(), Grid()
PLAIN = ["ash", "elm", "oak", "yew"]
STRANGE = ["ash", None, AGREEABLE, GRID, "oak"]  # items all of them


def produce(queue, items):
    """Put each item, then the end."""
    for item in items:
        queue.put(item)
    queue.put(SENTINEL)


def slowly(items):
    """Each item a second after the one before: an empty queue is nothing special."""
    for item in items:
        time.sleep(1)
        yield item


def noted(work, given):
    """``work``, and each item that it is given is put into the list; here, where no story looks."""

    def noting(item):
        given.append(item)
        return work(item)

    return noting


def looks(calls):
    """The calls that ask or give up where a get would wait."""
    return [name for name in dict.fromkeys(calls) if name != "get" and not name.startswith("put")]


def same(ones, others):
    """Whether two lists hold the same objects in the same order; what they say of themselves is not asked."""
    return len(ones) == len(others) and all(one is other for one, other in zip(ones, others, strict=True))


def compared(error):
    """Whether an error came of asking an item with ``==`` whether it is the end."""
    return isinstance(error, ValueError) and str(error) == COMPARISON


def asked(error):
    """Whether an error came of asking an item whether it is true."""
    return isinstance(error, ValueError) and str(error) == AMBIGUOUS


COMPARED = (
    "an item was compared with == (so does iter(get, end), an in, and a name with a dot behind case), and == "
    "lets the item answer. What can nothing but the end be?"
)
ASKED = (
    "an item was asked whether it is true, as if, not, and, or do: an item may say what it likes, or raise. "
    "Only the end has to be told from the others. What can nothing but the end be?"
)


END = "the end"  # its name in a verdict


def named(items):
    """The items in words, for a learner to read: the story under a verdict shows no objects."""
    return [END if each is SENTINEL else _shown(each) for each in items]


def _shown(item):
    """As it shows itself; if it only tells where it lies, its kind."""
    return f"<{type(item).__name__}>" if type(item).__repr__ is object.__repr__ else str(item)


def another_sentinel(answer):
    """Whether an answer's cell has an end of its own, which is not the one that comes through the queue."""
    mine = getattr(answer, "__globals__", {}).get("SENTINEL", SENTINEL)
    return mine is not SENTINEL


ANOTHER = (
    "the SENTINEL of your cell is not the one in the queue: each object() is another object. Take the one "
    "that everybody knows, from pipeline_core."
)
