"""Lost updates: a thread writes a variable without having seen what another had written since it looked.

Inside:  ``LostUpdates``, which listens to the statements of one run.
Outside: the switch points themselves (runtime/tracing), the words about it (messages).
"""

from __future__ import annotations

import dis
import functools
from types import CodeType, FrameType
from typing import NamedTuple

from pipeline_core.lab.access.locations import LOAD, STORE
from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.code.statements import Statement
from pipeline_core.lab.runtime.tracing import Watch
from pipeline_core.lab.scheduler.actor import LINE, Actor
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.stepper.view import frame_of, shared_places
from pipeline_core.lab.story.vocabulary import label

Variable = str | tuple[str, int]  # a name; with the object that the beginning of ``x.y`` is


class LostUpdate(NamedTuple):
    """``writer`` wrote ``name`` over what ``other`` had written, which it had not read."""

    name: str
    writer: str
    other: str


class LostUpdates:
    """Hears of every statement (a LineListener) and keeps who read and wrote what, and in which order.

    Statements are counted. A write loses an update if the writer's last read of that variable came before the
    last write of another thread. A variable that a thread never read is set, not updated. At opcode grain
    each instruction counts for itself, and only plain names are followed.
    """

    def __init__(self, watch: Watch, by_instruction: bool = False) -> None:
        self.watch = watch
        self.by_instruction = by_instruction
        self.known: dict[int, tuple[Statement, list[str], list[str]]] = {}  # what a statement reads, writes
        self.found: list[LostUpdate] = []
        self.moment = 0
        self.reads: dict[tuple[int, Variable], int] = {}  # by thread: when it read it last
        self.writes: dict[Variable, tuple[int, Actor]] = {}  # when it was written last, and by whom

    def begin(self, sched: Scheduler, actor: Actor, frame: FrameType, statement: Statement) -> None:
        if self.by_instruction:
            return
        self.moment += 1
        loads, stores = self.accesses(statement, frame.f_code)
        for name in loads:
            self.reads[actor.index, variable(frame, name)] = self.moment
        for name in stores:
            self.write(actor, name, variable(frame, name))

    def turn(self, actor: Actor) -> None:
        """An actor's turn has come, at opcode grain: what does its next instruction do?"""
        frame = frame_of(self.watch, actor) if actor.kind == LINE else None
        if frame is None:
            return
        operation, name = operations(frame.f_code).get(frame.f_lasti, ("", ""))
        self.moment += 1
        if operation == "LOAD":
            self.reads[actor.index, name] = self.moment
        elif operation == "STORE":
            self.write(actor, name, name)

    def write(self, actor: Actor, name: str, place: Variable) -> None:
        written, other = self.writes.get(place, (0, actor))
        read = self.reads.get((actor.index, place))
        if read is not None and other is not actor and read < written:
            sched = actor.sched
            self.found.append(LostUpdate(name, label(sched, actor), label(sched, other)))
        self.writes[place] = self.moment, actor

    def nothing(self, *args: object) -> None:
        """What else a LineListener hears of changes nothing here."""

    over = left = raised = instruction = nothing

    def accesses(self, statement: Statement, code: CodeType) -> tuple[list[str], list[str]]:
        if id(statement) not in self.known:
            places = shared_places(statement, code)
            loads = [p.shown for p in places if p.mode == LOAD]
            stores = [p.shown for p in places if p.mode == STORE]
            self.known[id(statement)] = statement, loads, stores
        return self.known[id(statement)][1:]


@functools.lru_cache(maxsize=256)
def operations(code: CodeType) -> dict[int, tuple[str, str]]:
    """The instructions of a code object that load or store a shared name, by offset."""
    return {
        i.offset: (i.opname.partition("_")[0], str(i.argval))
        for i in dis.get_instructions(code)
        if i.opname.startswith(("LOAD", "STORE")) and i.opname.endswith(("GLOBAL", "DEREF", "NAME"))
    }


def variable(frame: FrameType, name: str) -> Variable:
    """The variable behind a name: ``x.y`` is told apart by the object that ``x`` is."""
    first = name.partition(".")[0].partition("[")[0]
    if first == name:
        return name
    return name, id(variables(frame).get(first, frame.f_globals.get(first)))
