"""What the checks of chapter 04 let work raise.

Inside:  errors of the kinds that are forgotten, or taken for something else.
Outside: which of them is whose fault, and what is said about it (each exercise's ``check.py``).
"""

from exercises.engine.inputs import Input


class OfItsOwn(Exception):
    """An exception of the caller's, which no list of usual ones has."""


def of_many_kinds():
    """One of each, made anew: what is tried again, let out, taken apart, or known from elsewhere."""
    return [
        ConnectionError("no answer"),
        TimeoutError("too late"),
        MemoryError("too big"),
        RecursionError("too deep"),
        AssertionError("not so"),
        StopIteration("over"),
        ExceptionGroup("two at once", [ValueError("one"), KeyError("two")]),
        OfItsOwn("odd"),
    ]


RETURNED = {
    "returned errors": Input(
        "results that are exceptions, returned and not raised, or pairs with one",
        lambda: ["ash", "elm", "fig", "oak", "yew"],
        lambda: [ValueError("a value"), KeyError("fig"), ("fig", ValueError("fig")), (False, "oak"), "yew"],
    )
}
