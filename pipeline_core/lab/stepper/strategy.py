"""Whose turn it is when a learner decides: a strategy that follows moves and knows what needs none.

Inside:  LearnersMoves, the strategy; which steps are taken by themselves; what one move includes.
Outside: what a learner sees (view), the session that collects moves (session).

A *move* at line grain is one statement of one thread, with the first lock or queue call in it. A second call
in the same statement, and letting go of a lock at the end of a ``with``, are moves of their own: in between
others can move. Calls that library code makes for the statement belong to it. At the other grains every
switch point is a move.
"""

from __future__ import annotations

import ast
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, NamedTuple

from pipeline_core.lab.access.callbacks import is_opaque
from pipeline_core.lab.access.twins import original
from pipeline_core.lab.code.callables import foreign, functions_of
from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.code.statements import Statement
from pipeline_core.lab.runtime.holders import of_program
from pipeline_core.lab.runtime.tracing import Watch
from pipeline_core.lab.scheduler.actor import LINE, Actor, next_deadline
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.scheduler.strategies import NEVER
from pipeline_core.lab.stepper.view import frame_of

TO_THE_END = -1  # a move that stands for all others: as the program would run without a learner
AUTO = ("setup", "main", "none")
MOST_BY_ITSELF = 2_000  # steps of the first thread without asking, while others could move
_WAITING = ("sleep", "compute", "wait for the GIL")


class Decision(NamedTuple):
    """A point at which somebody was to choose: who could move, where everybody stood, and who did."""

    runnable: tuple[int, ...]
    where: tuple[Any, ...]
    chosen: int | None


class LearnersMoves:
    """Play ``moves``, then ``onward`` more as the program would by itself, then end the run.

    ``at_decision(sched, number, runnable)`` and ``after_move(sched, number)`` are called at each. They find
    every thread standing still, since it is the scheduler that asks, and may look as long as they like.
    """

    def __init__(self, moves: list[int], grain: str, auto: str, watch: Watch, onward: int = 0) -> None:
        self.quiet_until = 0
        self.moves = list(moves)
        self.auto = auto
        self.watch = watch
        self.onward = onward
        self.merging = grain == "line"
        self.decisions: list[Decision] = []
        self.unfit: tuple[int, int] | None = None  # a move that cannot be made: its number, its thread
        self.mover: Actor | None = None
        self.statement: Statement | None = None
        self.frame = 0  # the id of the frame of that statement: to hold it would keep objects alive
        self.rest = 0  # calls that still belong to the move
        self.by_itself_in_a_row = 0
        self.main_moves = False  # the first thread has just moved by itself
        self.free = False  # the rest is played without asking
        self.internal: set[int] = set()  # threads whose call was made by library code
        self.at_decision: Callable[..., None] = lambda *_: None
        self.after_move: Callable[..., None] = lambda *_: None

    def choose(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        return self.pick(sched, me, runnable)

    def pick(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        if self.free:
            return sched.usual(me, runnable)
        mover = self.mover
        if mover is not None and self.goes_on(sched, mover, runnable):
            return mover.index
        self.close(sched)
        index = self.by_itself(sched, runnable)
        return self.decide(sched, me, runnable) if index is None else index

    def close(self, sched: Scheduler) -> None:
        """The move is over: now its effects can be seen."""
        if self.mover is not None:
            self.mover = None
            self.after_move(sched, len(self.decisions) - 1)

    # -- what a move includes ---------------------------------------------------------------

    def decide(self, sched: Scheduler, me: Actor, runnable: tuple[int, ...]) -> int:
        """A decision is due: the next of the moves; where there is none, the run ends as "paused"."""
        self.by_itself_in_a_row = 0
        self.main_moves = False
        number = len(self.decisions)
        where = tuple((a.kind, getattr(a.line, "line", a.line)) for a in sched.actors)
        self.at_decision(sched, number, runnable)
        index: int | None = None
        if number < len(self.moves):
            index = self.moves[number]
            if index == TO_THE_END:
                self.free = True
                self.quiet_until = NEVER
                return sched.usual(me, runnable)
        elif number < len(self.moves) + self.onward:
            index = sched.usual(me, runnable)
        self.decisions.append(Decision(runnable, where, index))
        if index is None or index not in runnable:
            self.unfit = None if index is None else (number, index)
            sched.end("paused", me)
        self.begin(sched.actors[index])
        return index

    def begin(self, actor: Actor) -> None:
        """A move begins; one that begins with its statement includes the first call in it."""
        self.mover = actor
        self.frame = id(frame_of(self.watch, actor))
        self.statement = actor.line if actor.kind == LINE and isinstance(actor.line, Statement) else None
        self.rest = 1 if self.merging and self.statement is not None else 0

    def goes_on(self, sched: Scheduler, actor: Actor, runnable: tuple[int, ...]) -> bool:
        """Is the mover's next step still part of its move?"""
        if actor.done or actor.kind == LINE or actor.index not in runnable or sched.sleeping(actor):
            return False
        if actor.index in self.internal and actor.kind != "begin":
            return self.merging  # library code called for the statement: a learner does not see its steps
        if not self.rest:
            return False
        # The first call of a statement belongs to it, if it is still that statement which makes the call: the
        # thread may have gone into a function of the program since, whose lines are moves of their own.
        frame = frame_of(self.watch, actor)
        steps = None if frame is None else self.watch.steps(frame)
        here = None if frame is None or steps is None else steps.at_line(frame.f_lineno)
        if id(frame) != self.frame or here is not self.statement:
            return False
        self.rest -= 1
        return True

    # -- what needs no decision -------------------------------------------------------------

    def by_itself(self, sched: Scheduler, runnable: tuple[int, ...]) -> int | None:
        """Who moves without being asked: at a beginning, at the end of a wait, the first thread at set-up."""
        if self.auto == "none":
            return None
        actors = [sched.actors[i] for i in runnable]
        for actor in actors:
            # a thread that has waited, or that begins, changes nothing on its way to its next line
            if (actor.kind == "begin" and self.harmless(actor)) or actor.kind in _WAITING:
                return actor.index
        if all(sched.sleeping(a) for a in actors):  # nobody can move: time jumps to the first timer
            return min(actors, key=next_deadline).index
        main = actors[0] if actors[0].index == 0 else None
        if main is None:
            return None
        # The first thread goes on without asking while it is alone, makes and starts threads, or is inside a
        # call that it began so. With auto="main" it always does, but a loop of its own must not keep the
        # learner from ever being asked.
        inside_call = self.main_moves and 0 in self.internal and main.kind != LINE
        alone = all(a.done for a in sched.actors[1:])
        self.main_moves = alone or inside_call or (self.auto == "setup" and sets_up_threads(self.watch, main))
        if self.main_moves:
            return 0
        self.by_itself_in_a_row += 1
        return 0 if self.auto == "main" and self.by_itself_in_a_row < MOST_BY_ITSELF else None

    def harmless(self, actor: Actor) -> bool:
        """Does the thread begin without touching anything, up to its first line or call?"""
        kind = type(actor.thread)
        target = getattr(actor.thread, "_target", None)
        function = kind.run if kind.run is not threading.Thread.run else target
        if function is None or is_opaque(function):
            return function is None
        for f in functions_of(function):
            module = f.__globals__.get("__name__", "")
            watched = id(f.__globals__) in self.watch.spaces or id(original(f.__code__)) in self.watch.codes
            own = watched or of_program(f.__globals__)
            if not (own or module.startswith("pipeline_core") or foreign(module)):
                return False
        return True


def sets_up_threads(watch: Watch, actor: Actor) -> bool:
    """Is the thread about to make, start or join threads?"""
    if actor.kind in ("start", "join"):
        return isinstance(actor.obj, threading.Thread)
    statement = actor.line
    if actor.kind != LINE or not isinstance(statement, Statement) or not statement.nodes:
        return False
    frame = frame_of(watch, actor)
    return frame is not None and _sets_up(statement.nodes[0], frame)


def _sets_up(node: ast.AST, frame: FrameType) -> bool:
    if isinstance(node, ast.For):
        return all(_sets_up(part, frame) for part in node.body)
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return True
    value = getattr(node, "value", None)
    if isinstance(node, ast.Expr) and isinstance(value, (ast.ListComp, ast.GeneratorExp)):
        value = value.elt
    if not isinstance(node, (ast.Expr, ast.Assign, ast.AnnAssign)) or not isinstance(value, ast.Call):
        return False
    function = value.func
    if isinstance(function, ast.Attribute) and function.attr in ("start", "join"):
        return isinstance(node, ast.Expr) and not value.args
    return isinstance(node, (ast.Assign, ast.AnnAssign)) and _is_thread_class(function, frame)


def _is_thread_class(function: ast.expr, frame: FrameType) -> bool:
    if isinstance(function, ast.Attribute):
        return function.attr in ("Thread", "Timer")
    if not isinstance(function, ast.Name):
        return False
    found = variables(frame).get(function.id, frame.f_globals.get(function.id))
    return isinstance(found, type) and issubclass(found, threading.Thread)
