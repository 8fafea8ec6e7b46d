"""Loops that spin: a thread that looks again and again, and gives its turn away in between.

Inside:  whether a thread that calls ``time.sleep(0)`` stands where it stood at its last call, having changed
         nothing meanwhile, and what it has looked at.
Outside: that it is then not tried until somebody changes that (dpor).

``while not done: time.sleep(0)`` has endlessly many schedules: the loop may go round any number of times
before another thread sets ``done``. But a round that found nothing new leads back to the state that it began
in: the same places in the same functions, the same local variables, nothing shared changed. What can follow
after such a round could have followed before it. So after one such round the thread sleeps, in the sense of
the sleep sets, until a step conflicts with what the round has read.

Nothing is lost by that: it is a state met for the second time. It is not a bound on how often a thread may
yield, as in Musuvathi and Qadeer, "Fair stateless model checking" (PLDI 2008), which would also cut loops
that give up after some tries: a loop that counts its tries never stands where it stood. Nor does it help
where a round writes, as one does that takes a lock of its own to exchange a word: such loops are tried as
often as the budget allows.

Local variables are compared by value if they are plain, else by identity. A ``for`` that went on meanwhile
counts as a change, since its position is in no variable.
"""

from __future__ import annotations

from types import FrameType
from typing import Any, NamedTuple

from pipeline_core.lab.code.callables import LAB_PACKAGE
from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.exploration.contention import Site
from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.scheduler.footprint import (
    ALL,
    COUNT,
    EVERY,
    WAIT,
    Footprint,
    R,
    Touch,
    Touches,
    conflict,
    has_last_words,
)

PLAIN = (int, float, complex, str, bytes, bool, type(None))
Place = list[tuple[Any, int, dict[str, Any]]]  # of each frame: its code, instruction and variables


class Yield(NamedTuple):
    """A call of ``time.sleep(0)``: at which step, and where the thread stood."""

    step: int
    place: Place


class Spinning:
    """Where each thread of a run gave its turn away last."""

    def __init__(self) -> None:
        self.last: dict[int, Yield] = {}

    def round_of(
        self,
        actor: Actor,
        frame: FrameType | None,
        who: list[int],
        sites: list[Site],
        raw: list[Touches | None],
    ) -> Touches | None:
        """What ``actor`` has read in a round that led nowhere and ends here; None if it was no such round.

        ``who``, ``sites`` and ``raw`` tell of the steps so far, as in a Record.
        """
        before = self.last.get(actor.index)
        now = self.last[actor.index] = Yield(len(who), place_of(frame))
        if before is None or not same_place(before.place, now.place):
            return None
        steps = range(before.step, now.step)
        mine = [step for step in steps if who[step] == actor.index]
        if any(getattr(place, "is_for", False) for place in (actor.line, *(sites[s][1] for s in mine))):
            return None
        read: Touches = []
        for step in mine:
            for touch in raw[step] or ():
                if not only_read(touch):
                    return None
                read.append(touch)
        foot = Footprint(read)
        others = (raw[step] for step in steps if who[step] != actor.index)
        if any(touches and conflict(foot, Footprint(touches)) for touches in others):
            return None
        return read


def only_read(touch: Touch) -> bool:
    """Does this touch change nothing? Of an item of a container, its own touch says that."""
    number, part, mode = touch
    return number not in (ALL, EVERY) and (mode in (R, WAIT) or (mode == COUNT and part == ".[]"))


def place_of(frame: FrameType | None) -> Place:
    """Where a thread stands: in the functions that are not the lab's."""
    found: Place = []
    while frame is not None:
        if not frame.f_globals.get("__name__", "").startswith(LAB_PACKAGE):
            found.append((frame.f_code, frame.f_lasti, variables(frame)))
        frame = frame.f_back
    return found


def same_place(before: Place, now: Place) -> bool:
    """Is everything in the one as in the other, as far as its functions can tell?"""
    if len(before) != len(now):
        return False
    return all(
        code is code_now and at == at_now and same_variables(old, new)
        for (code, at, old), (code_now, at_now, new) in zip(before, now, strict=True)
    )


def same_variables(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return old.keys() == new.keys() and all(same(value, new[name]) for name, value in old.items())


def same(old: object, new: object) -> bool:
    if type(old) in PLAIN:
        return type(old) is type(new) and old == new
    return old is new and not has_last_words(old)
