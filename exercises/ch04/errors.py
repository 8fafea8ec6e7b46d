"""What the checks of chapter 04 let work raise.

Inside:  errors of the kinds that are forgotten, or taken for something else.
Outside: which of them is whose fault, and what is said about it (each exercise's ``check.py``).
"""

from concurrent.futures import CancelledError

from exercises.engine.inputs import Input
from pipeline_core import PipelineStopped


class OfItsOwn(Exception):
    """An exception of the caller's, which no list of usual ones has."""


class Unhashable(Exception):
    """An exception that is equal to others of its text, and so can't be a key."""

    __hash__ = None

    def __eq__(self, other):
        return isinstance(other, Unhashable) and self.args == other.args


def of_many_kinds():
    """One of each, made anew: what is tried again, let out, taken apart, or known from elsewhere.

    Every second one was raised while another one was at hand.
    """
    kinds = [
        ConnectionError("no answer"),
        TimeoutError("too late"),
        MemoryError("too big"),
        RecursionError("too deep"),
        AssertionError("not so"),
        StopIteration("over"),
        ExceptionGroup("two at once", [ValueError("one"), KeyError("two")]),
        OfItsOwn("odd"),
        PipelineStopped("no more of it"),
        CancelledError("called off"),
        Unhashable("odd"),
        UserWarning("odd"),
    ]
    for error in kinds[1::2]:
        error.__context__ = KeyError("what was at hand")
    return kinds


RETURNED = {
    "returned errors": Input(
        "results that are exceptions, returned and not raised, or pairs with one, or no number",
        lambda: ["ash", "elm", "fig", "oak", "yew", "bay"],
        lambda: [
            *(ValueError("a value"), KeyError("fig"), ("fig", ValueError("fig")), (False, "oak")),
            *(float("nan"), "bay"),
        ],
    )
}
