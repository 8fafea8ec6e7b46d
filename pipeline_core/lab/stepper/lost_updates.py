"""Lost updates: a thread writes a variable without having seen what another had written since it looked.

Inside:  Overwrites, which listens to the statements of one run.
Outside: the switch points themselves (tracing), the words about it (banner).
"""

from __future__ import annotations

import dis
import functools
from typing import Any, NamedTuple

from pipeline_core.lab.access.locations import LOAD, STORE
from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.runtime.tracing import Watch
from pipeline_core.lab.scheduler.actor import LINE
from pipeline_core.lab.stepper.in_sight import shared_places
from pipeline_core.lab.stepper.scenery import frame_of
from pipeline_core.lab.story.vocabulary import label


class Overwrite(NamedTuple):
    """``writer`` wrote ``name`` over what ``other`` had written, which it had not read."""

    name: str
    writer: str
    other: str


class Overwrites:
    """Hears of every statement (as a LineKeeper does) and keeps who read and wrote what, and in which order.

    A statement counts as one moment; a variable that a thread never read is set, not updated. At opcode grain
    an instruction is the moment, and only plain names are followed.
    """

    def __init__(self, watch: Watch, by_instruction: bool = False) -> None:
        self.watch, self.by_instruction = watch, by_instruction
        self.known: dict[int, tuple[Any, list[str], list[str]]] = {}
        self.forget()

    def forget(self) -> None:
        """Begin again, with a new run."""
        self.found: list[Overwrite] = []
        self.moment = 0
        self.reads: dict[tuple[int, Any], int] = {}
        self.writes: dict[Any, tuple[int, Any]] = {}

    def begin(self, sched: Any, actor: Any, frame: Any, statement: Any) -> None:
        if self.by_instruction:
            return
        self.moment += 1
        loads, stores = self.accesses(statement, frame.f_code)
        for name in loads:
            self.reads[actor.index, key(frame, name)] = self.moment
        for name in stores:
            self.write(actor.sched, actor, name, key(frame, name))

    def turn(self, actor: Any) -> None:
        """An actor's turn has come, at opcode grain: what does its next instruction do?"""
        frame = frame_of(self.watch, actor) if actor.kind == LINE else None
        if frame is None:
            return
        operation, name = operations(frame.f_code).get(frame.f_lasti, ("", ""))
        self.moment += 1
        if operation == "LOAD":
            self.reads[actor.index, name] = self.moment
        elif operation == "STORE":
            self.write(actor.sched, actor, name, name)

    def write(self, sched: Any, actor: Any, name: str, place: Any) -> None:
        written, other = self.writes.get(place, (0, actor))
        read = self.reads.get((actor.index, place))
        if read is not None and other is not actor and read < written:
            self.found.append(Overwrite(name, label(sched, actor), label(sched, other)))
        self.writes[place] = self.moment, actor

    def nothing(self, *args: Any) -> None:
        """What else a LineKeeper hears of changes nothing here."""

    over = left = raised = instruction = nothing

    def accesses(self, statement: Any, code: Any) -> tuple[list[str], list[str]]:
        if id(statement) not in self.known:
            places = shared_places(statement, code)
            loads, stores = ([p.shown for p in places if p.mode == mode] for mode in (LOAD, STORE))
            self.known[id(statement)] = statement, loads, stores
        return self.known[id(statement)][1:]


@functools.lru_cache(maxsize=256)
def operations(code: Any) -> dict[int, tuple[str, str]]:
    """The instructions of a code object that load or store a shared name, by offset."""
    return {
        i.offset: (i.opname.partition("_")[0], str(i.argval))
        for i in dis.get_instructions(code)
        if i.opname.startswith(("LOAD", "STORE")) and i.opname.endswith(("GLOBAL", "DEREF", "NAME"))
    }


def key(frame: Any, name: str) -> Any:
    """The variable behind a name: ``x.y`` is told apart by the object that ``x`` is."""
    first = name.partition(".")[0].partition("[")[0]
    if first == name:
        return name
    return name, id(variables(frame).get(first, frame.f_globals.get(first)))
