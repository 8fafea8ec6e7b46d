"""Lost updates: a thread writes a variable without having seen what another had written since it looked.

Inside:  ``LostUpdates``, which listens to the statements of one run.
Outside: the switch points themselves (runtime/tracing), the words about it (messages).
"""

from __future__ import annotations

from types import CodeType, FrameType
from typing import NamedTuple

from pipeline_core.lab.access.locations import LOAD, STORE
from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.code.statements import Statement
from pipeline_core.lab.runtime.tracing import Watch
from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.stepper.view import shared_places
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
    each access counts for itself, and only plain names are followed.
    """

    def __init__(self, watch: Watch, by_access: bool = False) -> None:
        self.watch = watch
        self.by_access = by_access
        self.known: dict[int, tuple[Statement, list[str], list[str]]] = {}  # what a statement reads, writes
        self.found: list[LostUpdate] = []
        self.moment = 0
        self.reads: dict[tuple[int, Variable], int] = {}  # by thread: when it read it last
        self.writes: dict[Variable, tuple[int, Actor]] = {}  # when it was written last, and by whom

    def begin(self, sched: Scheduler, actor: Actor, frame: FrameType, statement: Statement) -> None:
        if self.by_access:
            return
        self.moment += 1
        loads, stores = self.accesses(statement, frame.f_code)
        for name in loads:
            self.reads[actor.index, variable(frame, name)] = self.moment
        for name in stores:
            self.write(actor, name, variable(frame, name))

    def access(self, actor: Actor, frame: FrameType, kind: str, name: str) -> None:
        """The turn of an access inside a statement has come."""
        if not self.by_access or not name.isidentifier():
            return
        self.moment += 1
        if kind == "LOAD":
            self.reads[actor.index, name] = self.moment
        elif kind == "STORE":
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

    over = pausing = left = raised = nothing

    def accesses(self, statement: Statement, code: CodeType) -> tuple[list[str], list[str]]:
        if id(statement) not in self.known:
            places = shared_places(statement, code)
            loads = [p.shown for p in places if p.mode == LOAD]
            stores = [p.shown for p in places if p.mode == STORE]
            self.known[id(statement)] = statement, loads, stores
        return self.known[id(statement)][1:]


def variable(frame: FrameType, name: str) -> Variable:
    """The variable behind a name: ``x.y`` is told apart by the object that ``x`` is."""
    first = name.partition(".")[0].partition("[")[0]
    if first == name:
        return name
    return name, id(variables(frame).get(first, frame.f_globals.get(first)))
