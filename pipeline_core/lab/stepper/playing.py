"""A program played once under a learner's moves, and the states that came of it.

Inside:  Made, State; Played, which plays, looks, and says what each move led to.
Outside: the list of moves (stepping), whose turn it is (moves), what is in sight (sight), the words (banner).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline_core.lab.exploration.minimise import describe
from pipeline_core.lab.runtime.runner import Call
from pipeline_core.lab.runtime.scope import Scope
from pipeline_core.lab.runtime.tracing import Setting, Watch
from pipeline_core.lab.scheduler.schedule import STEPPING, Schedule
from pipeline_core.lab.stepper import messages
from pipeline_core.lab.stepper.lost_updates import Overwrites
from pipeline_core.lab.stepper.messages import Banner
from pipeline_core.lab.stepper.strategy import TO_THE_END, Hand
from pipeline_core.lab.stepper.view import ObjectView, Onlooker, ThreadView, View
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.story.vocabulary import did


@dataclass(frozen=True)
class Made:
    """One move: whose it was, the statement, and what was in sight when it was over."""

    index: int  # of the thread; TO_THE_END for all that came after
    thread: str
    line: int | None
    text: str
    did: str  # what it did where the move did not begin with the line: "lets go of lock `a`"
    after: View = field(repr=False)


@dataclass(frozen=True)
class State:
    """Where the program stands after some moves.

    ``runnable``: the threads that can move, by number; ``outcome``: None while the program goes on, then as a
    Run has it; ``banner``: what to say; ``made``: the move that led here; ``run``: the Run, once it is over.
    """

    view: View = field(repr=False)
    runnable: tuple[int, ...]
    outcome: str | None
    banner: Banner
    schedule: str
    made: Made | None = field(default=None, repr=False)
    run: Run | None = field(default=None, repr=False)
    note: str = ""
    where: Any = field(default=None, repr=False)  # the position of every thread, to tell whether it repeats

    @property
    def threads(self) -> tuple[ThreadView, ...]:
        return self.view.threads

    @property
    def objects(self) -> tuple[ObjectView, ...]:
        return self.view.objects

    @property
    def shared(self) -> dict[str, str]:
        return dict(self.view.shared)


class Played:
    """The program played once under some moves, with what was in sight at each decision that is new."""

    def __init__(self, session: Any, moves: list[int], onward: int) -> None:
        self.session, self.moves = session, moves
        self.since = max(0, len(session.states) - 1)
        scope = Scope(session.program, session.watch)
        watch = Watch(scope.namespaces, session.watch, False)
        self.hand = hand = Hand(moves, session.switch, session.auto, watch, onward)
        self.onlooker = Onlooker(scope.namespaces, watch, session.program, self.at_end)
        self.overwrites = Overwrites(watch, session.switch == "opcode")
        hand.granted = self.overwrites.turn
        hand.internal = self.onlooker.internal
        hand.at_decision, hand.after_move = self.at_decision, self.after_move
        self.views: dict[int, View] = {}
        self.afters: dict[int, View] = {}
        self.schedules: dict[int, str] = {}
        self.final: View | None = None
        self.call = Call(session.program, scope, session.switch)
        self.sched = self.play(scope, watch)
        self.paused = self.sched.ending == "paused"
        self.run = None if self.paused else self.finished()
        self.last = len(hand.decisions) - (1 if self.paused else 0) + (1 if hand.free else 0)
        if hand.unfit is not None or self.last < len(moves):
            raise RuntimeError(messages.not_repeated(self.changed()))
        self.sched.result = None  # the scheduler is part of reference cycles; what the program made is not

    def play(self, scope: Scope, watch: Watch) -> Any:
        session, call = self.session, self.call
        steps = Setting(watch, session.switch, told=self.overwrites) if session.switch in STEPPING else None
        call.watched, call.opcode = watch if steps else None, session.switch == "opcode"

        def job() -> Any:
            return call.play(self.hand, tracer=steps, max_steps=session.max_steps, watcher=self.onlooker)

        return call.guard(job) or call.last

    # -- called during the run --------------------------------------------------------------

    def at_decision(self, sched: Any, number: int, runnable: tuple[int, ...]) -> None:
        if number >= self.since or number == 0:
            self.views[number] = self.onlooker.look(sched, runnable)
            self.schedules[number] = self.schedule(sched)

    def after_move(self, sched: Any, number: int) -> None:
        if number >= self.since:
            self.afters[number] = self.onlooker.look(sched)

    def at_end(self, sched: Any) -> None:
        """The run got stuck: the last look at it."""
        self.hand.close(sched)
        self.final = self.onlooker.look(sched)

    # -- the states -------------------------------------------------------------------------

    def schedule(self, sched: Any) -> str:
        return str(Schedule(self.session.switch, "idle", None, dict(sched.moves)))

    def finished(self) -> Run:
        sched, session = self.sched, self.session
        plan = Schedule(session.switch, "idle", None, dict(sched.moves))
        run = Run.of(sched, plan, session.program, session.watch, self.onlooker)
        if self.final is None:
            latest = self.afters or self.views
            view = latest[max(latest)] if latest else View()
            self.final = view.ended(sched, self.onlooker.variables.of_modules())
        if session.check is not None and run.outcome == "finished":
            try:
                answer = session.check(run)
                run.failed_check = "" if answer else describe("none" if answer is None else "check")
            except Exception as error:
                run.failed_check = describe(error)
        return run

    def state(self, number: int) -> State:
        """The state after ``number`` moves."""
        note, made = self.note(), self.made(number - 1) if number else None
        if number in self.views:
            view = self.views[number]
            names = [t.name for t in view.threads if t.can_move]
            words = messages.to_move(names, number)
            runnable = tuple(t.index for t in view.threads if t.can_move)
            where = self.hand.decisions[number].where
            return State(view, runnable, None, words, self.schedules[number], made, None, note, where)
        run: Any = self.run
        words = messages.over(run, self.session.expected, self.overwrites.found, self.session.max_steps)
        return State(self.final or View(), (), run.outcome, words, run.schedule, made, run, note)

    def made(self, number: int) -> Made:
        if self.hand.free and number >= len(self.hand.decisions):
            return Made(TO_THE_END, "everybody", None, "… and so on to the end", "", self.final or View())
        before = self.views.get(number) or self.session.states[number].view
        index: Any = self.hand.decisions[number].chosen
        thread = before.threads[index]
        after = self.afters.get(number) or self.final or before
        text = thread.text or did(thread.kind, thread.what).replace("`", "")
        return Made(index, thread.name, thread.line, text, did(thread.kind, thread.what), after)

    def note(self) -> str:
        """Did the program begin and go on as it did before?"""
        before = zip(self.session.states, self.hand.decisions, strict=False)
        same = all(s.where == d.where for s, d in before if s.outcome is None)
        return messages.not_repeated(self.changed()) if self.changed() or not same else ""

    def changed(self) -> list[str]:
        """The shared variables that had another value at the first decision when the session began."""
        if not self.session.states or 0 not in self.views:
            return []
        first, now = self.session.states[0].shared, dict(self.views[0].shared)
        return [name for name in now if first.get(name, now[name]) != now[name]]
