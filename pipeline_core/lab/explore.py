"""``explore``: try the schedules of a program until one fails or none is left.

Inside:  the order of the search, budgets, verdicts, making a failing schedule short.
Outside: the search tree (reduce), one run (conduct), words (explain, html).

The order: one class of equivalent schedules after the other, depth first; if that does not come to
an end soon, few preemptions first (0, 1, 2: most known bugs need no more); then the rest of the
tree; what is left of the budget goes to random priorities and is reported as sampling.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .api import check_plan, check_program, listed
from .bounded import Bounded
from .chooser import Priorities
from .conduct import Call
from .effects import note
from .reduce import Search
from .run import Run, outcome_of
from .schedule import Schedule
from .scheduler import Scheduler
from .takeover import Scope
from .tracing import Setting, Watch, instructions_for

FIRST = 400  # schedules of the tree before bounds are tried
STEPS = 20_000  # steps after which one schedule counts as endless


@dataclass
class Exploration:
    """What ``explore`` found out.

    ``failure``: the failing Run, as short as it could be made, or None; ``schedules``: how many were
    run to their end; ``complete``: True only if every schedule of the program at this grain is
    covered; ``reason``: why it is not complete; ``kind``: "" or "held together by a sleep".
    """

    failure: Run | None
    schedules: int
    complete: bool
    reason: str
    switch: str
    timers: str
    threads: int = 0
    sampled: int = 0
    bound: int | None = None
    kind: str = ""
    repeats: bool = True
    runs: int = field(default=0, repr=False)
    seconds: float = field(default=0.0, repr=False)

    def __str__(self) -> str:
        from .explain import verdict

        return verdict(self)

    def _repr_html_(self) -> str:
        from .html import exploration_table

        return exploration_table(self)


def explore(
    program: Callable[[], Any],
    *,
    check: Callable[[Run], Any] | None = None,
    switch: str = "line",
    watch: Any = (),
    timers: str = "any",
    max_schedules: int = 20_000,
    max_preemptions: int | None = None,
) -> Exploration:
    """Try the schedules of ``program``: find one that fails, or show that none does.

    Args:
        program: as for ``simulate``; it must start from the same state each time it is called.
        check: called with every finished Run; falsy, or an exception, makes that run a failure.
            Errors, deadlocks, leaks and endless runs are failures in any case.
        switch, watch: where threads may switch, as for ``simulate``.
        timers: "any" lets a timer fire while others can run, as slow machines do; "idle" only
            when nobody can.
        max_schedules: how many runs to spend at most.
        max_preemptions: only schedules that interrupt a running thread at most so often.

    Returns:
        An Exploration: ``failure``, ``schedules``, ``complete``; ``str()`` of it says what was shown.

    Guarantees: ``complete`` is True only if, at this grain, every order of steps that can matter was
    run: two steps count as independent only if what they touch was observed, object by object,
    and is disjoint; everything else is tried in both orders. A budget that was hit, a busy loop that was cut, a
    program that does not repeat itself, or a thread that could not be ended forbids it. A failure is
    confirmed by one replay.

    Not covered: switches inside a line (``switch="opcode"`` has them), C extensions and stdlib code
    that changes shared objects behind Python's back, and everything ``simulate`` does not control.
    The standard library's own threading, queue and concurrent.futures are trusted to guard their data.
    """
    check_plan(None, None, switch)
    check_settings(timers, max_schedules, max_preemptions)
    check_program(program)
    hunt = Hunt(program, check, switch, listed(watch), timers, max_schedules, max_preemptions)
    return hunt.call.guard(hunt.run) or hunt.abandoned()


def check_settings(timers: Any, max_schedules: Any, max_preemptions: Any) -> None:
    if timers not in ("any", "idle"):
        raise ValueError(f"timers must be 'any' or 'idle', not {timers!r}")
    if not isinstance(max_schedules, int) or max_schedules < 1:
        raise ValueError(f"max_schedules must be a whole number of at least 1, not {max_schedules!r}")
    if max_preemptions is not None and (not isinstance(max_preemptions, int) or max_preemptions < 0):
        raise ValueError(f"max_preemptions must be None or a whole number of at least 0, not {max_preemptions!r}")


class Hunt:
    """One exploration at work."""

    def __init__(
        self,
        program: Any,
        check: Any,
        switch: str,
        watch: tuple[Any, ...],
        timers: str,
        budget: int,
        bound: int | None,
        reduce: bool = True,
    ) -> None:
        self.program, self.check, self.switch, self.watch = program, check, switch, watch
        self.timers, self.budget, self.bound, self.reduce = timers, budget, bound, reduce
        self.scope = Scope(program, watch)
        self.call = Call(program, self.scope)
        observing = Watch(self.scope.namespaces, watch, True)
        self.quiet = Watch(self.scope.namespaces, watch, False)
        self.call.instructions = instructions_for(self.quiet, switch)
        self.tracer = Setting(observing, switch, note, instructions=self.call.instructions)
        self.plain = Setting(self.quiet, switch, instructions=self.call.instructions)
        self.schedules = self.sampled = self.runs = self.threads = self.longest = 0
        self.reason = ""
        self.steps = STEPS
        self.unsteady = False  # the program did not do the same under the same schedule
        self.finals: list[Any] | None = None  # tests collect final states here

    # -- playing -----------------------------------------------------------------------------

    def play(self, chooser: Any, observe: bool = True, watcher: Any = None, told: Any = None) -> Scheduler:
        self.runs += 1
        tracer = self.tracer if observe else self.plain if self.switch != "sync" else None
        if told is not None:
            tracer = self.plain._replace(told=told)
        sched = self.call.play(
            chooser,
            tracer=tracer,
            observe=note if observe else None,
            timers=self.timers,
            max_steps=STEPS,
            watcher=watcher,
        )
        self.threads = max(self.threads, len(sched.actors))
        self.longest = max(self.longest, sched.step)
        return sched

    def failing(self, sched: Scheduler) -> Any:
        """Why this run is a failure; falsy if it is none."""
        outcome = outcome_of(sched)
        if sched.ending == "asleep":
            return None
        if outcome != "finished":
            return outcome
        if self.check is None:
            return None
        run = self.record(sched, {}, None)
        try:
            return None if self.check(run) else "check"
        except Exception as error:
            return error

    def record(self, sched: Scheduler, moves: dict[int, int], watcher: Any) -> Run:
        plan = Schedule(self.switch, self.timers, None, moves)
        return Run.of(sched, plan, self.program, self.watch, watcher)

    # -- the order of the search ---------------------------------------------------------------

    def run(self) -> Exploration:
        self.call.warm_up(self.plain, timers=self.timers, max_steps=STEPS)
        from .shorten import at_once, shorten

        first = at_once(self)
        found = self.search() if first is None else None
        if self.call.stopping:
            raise KeyboardInterrupt
        if first is not None:
            return first
        return shorten(self, *found) if found is not None else self.verdict(None, not self.reason)

    def search(self) -> Any:
        if self.bound is not None:
            return self.bounded(range(self.bound + 1), self.budget, True)
        tree = Search(self.reduce)
        found = self.tree(tree, min(FIRST, self.budget))
        if found is None and self.unsteady:
            return None
        if found is None and not tree.exhausted and self.reduce:
            found = self.bounded(range(3), (self.budget - self.runs) // 4, False)
        if found is None and not tree.exhausted:
            share = self.budget if not self.reduce else self.runs + (self.budget - self.runs) * 3 // 4
            found = self.tree(tree, share)
        if found is None and not tree.exhausted and not self.unsteady:
            self.reason = self.reason or f"the budget of {self.budget} runs was used up"
            found = self.sample()
        return found

    def tree(self, tree: Search, until: int) -> Any:
        while not tree.exhausted and self.runs < until:
            chooser = tree.chooser()
            sched = self.play(chooser)
            if sched.ending in ("endless", "interrupted") and self.call.stopping:
                return None
            if chooser.differs:
                self.unsteady = True
                self.reason = "the program does not do the same again under the same schedule"
                return None
            self.count(sched)
            why = self.failing(sched)
            if why:
                return sched, dict(sched.moves), why
            tree.absorb(chooser, sched)
        return None

    def everything(self) -> Any:
        """The whole tree and nothing else: what the reducer is checked with."""
        tree = Search(self.reduce)
        found = self.tree(tree, self.budget)
        if not tree.exhausted:
            self.reason = self.reason or "budget"
        return found

    def count(self, sched: Scheduler) -> None:
        if sched.ending == "asleep":
            return
        self.schedules += 1
        if sched.cut:
            self.reason = self.reason or "a busy loop was cut short"
        if self.finals is not None:
            self.finals.append((outcome_of(sched), repr(sched.result), repr(sched.error), "".join(sched.output)))

    def bounded(self, bounds: range, budget: int, final: bool) -> Any:
        """All schedules with at most so many preemptions, fewest first."""
        search = Bounded(bounds[-1], self.timers)
        end = self.runs + budget
        for chooser in search.choosers():
            if self.runs >= end:
                break
            sched = self.play(chooser)
            if self.call.stopping:
                return None
            self.count(sched)
            why = self.failing(sched)
            if why:
                return sched, dict(sched.moves), why
            search.absorb(chooser, sched)
        if final:
            done = not search.waiting
            self.reason = self.reason or (
                f"only schedules with at most {bounds[-1]} preemptions were tried"
                if done
                else f"the budget of {self.budget} runs was used up"
            )
        return None

    def sample(self) -> Any:
        """Spend what is left of the budget on random priorities."""
        seed = 0
        while self.runs < self.budget:
            seed += 1
            chooser = Priorities(seed, self.longest, seed % 3 + 1)
            sched = self.play(chooser, observe=False)
            if self.call.stopping:
                return None
            self.count(sched)
            self.sampled += 1
            why = self.failing(sched)
            if why:
                return sched, dict(sched.moves), why
        return None

    # -- verdicts ------------------------------------------------------------------------------

    def verdict(self, failure: Run | None, complete: bool, **more: Any) -> Exploration:
        return Exploration(
            failure,
            self.schedules,
            complete,
            "" if complete else self.reason or "a failure was found",
            self.switch,
            self.timers,
            self.threads,
            self.sampled,
            self.bound,
            runs=self.runs,
            **more,
        )

    def abandoned(self) -> Exploration:
        """A thread could not be ended from outside: the run it hangs in is the failure."""
        sched = self.call.last
        self.reason = "a thread is blocked outside Python"
        if sched is None:
            return self.verdict(None, False)
        failure = self.record(sched, {}, None)
        failure.note = "A thread is blocked outside Python and was left behind."
        return self.verdict(failure, False)
