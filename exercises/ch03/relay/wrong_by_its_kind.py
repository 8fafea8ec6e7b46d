"""Wrong on purpose: takes every member of an Enum for the end.

Belief: The sentinel is a member of an Enum, and items are not.
Truth:  Items may be members of an Enum of their own.
Verdict: with marks that are no end, and members of an enum
"""

from enum import Enum

from pipeline_core import SENTINEL


def relay(source, target, change):
    while True:
        item = source.get()
        if isinstance(item, Enum):
            break
        target.put(change(item))
    target.put(SENTINEL)
