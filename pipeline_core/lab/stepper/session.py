"""Stepping through a program: the learner decides who moves, and may take moves back.

Inside:  Session: a list of moves, and the State that each of them led to; playing the program under them. No
         widget.
Outside: whose turn it is (strategy), what is to be seen (view), the words (messages), the widget (widget).

Nothing is kept running between two moves. A state *is* a list of moves: to make one more, the program is
played from its beginning under those moves and ended at the next decision. That costs a few milliseconds,
leaves no thread and nothing patched, and makes undo exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pipeline_core.lab.arguments import check_plan, check_program, listed
from pipeline_core.lab.exploration.result import describe
from pipeline_core.lab.runtime.runner import Runner
from pipeline_core.lab.scheduler.schedule import STEPPING, Schedule
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.stepper import messages
from pipeline_core.lab.stepper.lost_updates import LostUpdates
from pipeline_core.lab.stepper.messages import Banner
from pipeline_core.lab.stepper.strategy import AUTO, TO_THE_END, LearnersMoves
from pipeline_core.lab.stepper.view import ObjectView, ThreadView, View, ViewWatcher
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.story.vocabulary import did

ROWS = 200  # moves that playing to the end keeps apart; what comes after them is one


@dataclass(frozen=True)
class Move:
    """One move: whose it was, the statement, and what was to be seen when it was over."""

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
    made: Move | None = field(default=None, repr=False)
    run: Run | None = field(default=None, repr=False)
    note: str = ""
    where: tuple[Any, ...] = field(default=(), repr=False)  # every thread's place, to tell whether it repeats

    @property
    def threads(self) -> tuple[ThreadView, ...]:
        return self.view.threads

    @property
    def objects(self) -> tuple[ObjectView, ...]:
        return self.view.objects

    @property
    def shared(self) -> dict[str, str]:
        return dict(self.view.shared)


class Session:
    """A program, and the moves made in it so far.

    Args:
        program, switch, watch, max_steps: as for ``simulate``.
        check: called with the Run of a program that finished; falsy, or an exception, means that it failed.
        expected: what the program should return; compared with what it did.
        auto: what is played without asking. "setup": the first thread's making, starting and joining of
            threads, and all it does while it is alone; "main": whatever the first thread can do; "none":
            nothing. Time that jumps when nobody can move, and a thread's way to its first line, are no
            decisions save under "none".

    Guarantees: between two calls nothing runs and nothing is patched. A call that raises (KeyboardInterrupt
    included) leaves the session as it was.
    """

    def __init__(
        self,
        program: Callable[[], Any],
        *,
        switch: str = "line",
        watch: Any = (),
        check: Callable[[Run], Any] | None = None,
        expected: Any = ...,
        auto: str = "setup",
        max_steps: int = 200_000,
    ) -> None:
        check_program(program)
        check_plan(None, None, switch)
        if auto not in AUTO:
            raise ValueError(f"auto must be one of {', '.join(map(repr, AUTO))}, not {auto!r}")
        if check is not None and not callable(check):
            raise TypeError(f"check must be a function of a Run, not {check!r}; for a value use expected=")
        self.program = program
        self.switch = switch
        self.watch: tuple[Any, ...] = listed(watch)
        self.check = check
        self.expected = expected
        self.auto = auto
        self.max_steps = max_steps
        self.moves: list[int] = []
        self.states: list[State] = []
        self._extend([])

    @property
    def state(self) -> State:
        return self.states[-1]

    @property
    def schedule(self) -> str:
        """The moves so far, for ``lab.replay(program, schedule, watch)``, which then goes on as usual."""
        return self.state.schedule

    # -- moving -----------------------------------------------------------------------------

    def move(self, index: int) -> State:
        """Let thread ``index`` make its next move. ValueError if it cannot."""
        state = self.state
        if state.outcome is not None:
            raise ValueError(f"the program is over ({state.outcome}): take a move back, or restart")
        if index not in state.runnable:
            raise ValueError(f"thread {index} cannot move now; {self._who(state)}")
        return self._extend([*self.moves, index])

    def undo(self) -> State:
        """Take the last move back; without any move, nothing happens."""
        if self.moves:
            self.moves.pop()
            self.states.pop()
        return self.state

    def restart(self) -> State:
        """Take all moves back."""
        del self.moves[:], self.states[1:]
        return self.state

    def finish(self) -> State:
        """Play on to the end as the program would run by itself: a thread goes on until it has to wait.

        Each of these moves can be taken back; after ``ROWS`` of them the rest counts as one.
        """
        if self.state.outcome is None:
            self._extend(self.moves, onward=ROWS)
        if self.state.outcome is None:
            self._extend([*self.moves, TO_THE_END])
        return self.state

    def go(self, moves: list[int]) -> State:
        """Restart and make these. ValueError names the first that cannot be made; then nothing changes."""
        before = self.moves, self.states
        self.moves = []
        self.states = self.states[:1]
        try:
            for index in moves:
                self.move(index) if index != TO_THE_END else self.finish()
        except ValueError as error:
            number = len(self.moves) + 1
            self.moves, self.states = before
            raise ValueError(f"move {number}: {error}") from None
        except BaseException:
            self.moves, self.states = before
            raise
        return self.state

    def go_while_they_fit(self, moves: list[int]) -> str:
        """Restart and make these up to the first that cannot be made; returns what is to be said of that one.

        For moves that were written down for a program that has been changed since.
        """
        self.moves, self.states = [], self.states[:1]
        for number, index in enumerate(moves, 1):
            try:
                self.move(index) if index != TO_THE_END else self.finish()
            except (ValueError, RuntimeError) as error:
                return messages.unfit(moves, number, str(error))
        return ""

    def _who(self, state: State) -> str:
        names = [f"{t.index} ({t.name})" for t in state.threads if t.can_move]
        return f"these can: {', '.join(names)}" if names else "nobody can"

    # -- one playing ------------------------------------------------------------------------

    def _extend(self, moves: list[int], onward: int = 0) -> State:
        """Play ``moves``, and note the states that are new."""
        played = Played(self, moves, onward)
        since = len(self.states)
        new = [played.state(number) for number in range(since, played.last + 1)]
        self.states += new
        self.moves = [
            *moves,
            *(d.chosen for d in played.strategy.decisions[len(moves) :] if d.chosen is not None),
        ]
        return self.state


class Played:
    """The program played once under some moves, with what was to be seen at each decision that is new."""

    def __init__(self, session: Session, moves: list[int], onward: int) -> None:
        self.session = session
        self.moves = moves
        self.since = max(0, len(session.states) - 1)
        runner = Runner.for_program(session.program, session.watch, session.switch)
        watch = runner.watch
        self.watcher = ViewWatcher(runner.scope.namespaces, watch, session.program, self.at_end)
        self.lost_updates = LostUpdates(watch, session.switch == "opcode")
        self.strategy = LearnersMoves(moves, session.switch, session.auto, watch, onward)
        self.strategy.internal = self.watcher.internal
        self.strategy.at_decision = self.at_decision
        self.strategy.after_move = self.after_move
        self.views: dict[int, View] = {}
        self.afters: dict[int, View] = {}
        self.schedules: dict[int, str] = {}
        self.final: View | None = None
        told = self.lost_updates if session.switch in STEPPING else None
        self.sched = runner.play_once(
            self.strategy, told=told, max_steps=session.max_steps, watcher=self.watcher
        )
        self.paused = self.sched.ending == "paused"
        self.run = None if self.paused else self.finished()
        strategy = self.strategy
        self.last = len(strategy.decisions) - (1 if self.paused else 0) + (1 if strategy.free else 0)
        if strategy.unfit is not None or self.last < len(moves):
            raise RuntimeError(messages.not_repeated(self.changed()))
        self.sched.result = None  # the scheduler is part of reference cycles; what the program made is not

    # -- called during the run --------------------------------------------------------------

    def at_decision(self, sched: Scheduler, number: int, runnable: tuple[int, ...]) -> None:
        if number >= self.since or number == 0:
            self.views[number] = self.watcher.take_view(sched, runnable)
            self.schedules[number] = self.schedule(sched)

    def after_move(self, sched: Scheduler, number: int) -> None:
        if number >= self.since:
            self.afters[number] = self.watcher.take_view(sched)

    def at_end(self, sched: Scheduler) -> None:
        """The run got stuck: the last look at it."""
        self.strategy.close(sched)
        self.final = self.watcher.take_view(sched)

    # -- the states -------------------------------------------------------------------------

    def schedule(self, sched: Scheduler) -> str:
        return str(Schedule(self.session.switch, "idle", None, dict(sched.moves)))

    def finished(self) -> Run:
        sched = self.sched
        session = self.session
        plan = Schedule(session.switch, "idle", None, dict(sched.moves))
        run = Run.of(sched, plan, session.program, session.watch, self.watcher)
        if self.final is None:
            latest = self.afters or self.views
            view = latest[max(latest)] if latest else View()
            self.final = view.ended(sched, self.watcher.variables.of_modules())
        if session.check is not None and run.outcome == "finished":
            try:
                answer = session.check(run)
                run.failed_check = "" if answer else describe("none" if answer is None else "check")
            except Exception as error:
                run.failed_check = describe(error)
        return run

    def state(self, number: int) -> State:
        """The state after ``number`` moves."""
        note = self.note()
        made = self.made(number - 1) if number else None
        if number in self.views:
            view = self.views[number]
            names = [t.name for t in view.threads if t.can_move]
            words = messages.to_move(names, number, self.session.switch)
            runnable = tuple(t.index for t in view.threads if t.can_move)
            where = self.strategy.decisions[number].where
            return State(view, runnable, None, words, self.schedules[number], made, None, note, where)
        run: Any = self.run  # it is over, so there is one
        words = messages.over(run, self.session.expected, self.lost_updates.found, self.session.max_steps)
        return State(self.final or View(), (), run.outcome, words, run.schedule, made, run, note)

    def made(self, number: int) -> Move:
        if self.strategy.free and number >= len(self.strategy.decisions):
            return Move(TO_THE_END, "everybody", None, "… and so on to the end", "", self.final or View())
        before = self.views.get(number) or self.session.states[number].view
        index: Any = self.strategy.decisions[number].chosen  # made, so chosen
        thread = before.threads[index]
        after = self.afters.get(number) or self.final or before
        text = thread.text or did(thread.kind, thread.what).replace("`", "")
        return Move(index, thread.name, thread.line, text, did(thread.kind, thread.what), after)

    def note(self) -> str:
        """Did the program begin and go on as it did before?"""
        before = zip(self.session.states, self.strategy.decisions, strict=False)
        same = all(s.where == d.where for s, d in before if s.outcome is None)
        return messages.not_repeated(self.changed()) if self.changed() or not same else ""

    def changed(self) -> list[str]:
        """The shared variables that had another value at the first decision when the session began."""
        if not self.session.states or 0 not in self.views:
            return []
        first = self.session.states[0].shared
        now = dict(self.views[0].shared)
        return [name for name in now if first.get(name, now[name]) != now[name]]
