"""One exploration at work: the order of the search, its budget, its verdict.

Inside:  playing runs, judging them, the tree, the bounds, the sampling.
Outside: what is promised to the caller (explore), the tree itself (reduce), short schedules (shorten).

The order: the usual run; then one class of equivalent schedules after the other, depth first; if that does
not come to an end soon, few preemptions first (0, 1, 2: most known bugs need no more); then the rest of the
tree; what is left of the budget goes to random priorities and is reported as sampling.
"""

from __future__ import annotations

from time import monotonic as real_clock
from typing import Any

from pipeline_core.lab.exploration.dpor import Search
from pipeline_core.lab.exploration.leftover_state import Outside, fingerprint
from pipeline_core.lab.exploration.minimise import at_once, kind_of, shorten
from pipeline_core.lab.exploration.preemption_bound import Bounded
from pipeline_core.lab.exploration.result import Exploration, OutOfTime
from pipeline_core.lab.runtime.runner import Runner
from pipeline_core.lab.scheduler.schedule import Schedule
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.scheduler.strategies import PCT, Follow
from pipeline_core.lab.story.run import Run

FIRST = 400  # schedules of the tree before bounds are tried
NOT_THE_SAME = "does not start from the same state each time"
STEPS = 20_000  # steps after which one schedule counts as endless


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
        self.call = Runner.for_program(program, watch, switch, observe=True)
        self.scope = self.call.scope
        self.schedules = self.sampled = self.runs = self.threads = self.longest = 0
        self.reason = self.kept = ""
        self.starts_alike = False  # it was seen that what a run leaves behind makes no difference
        self.steps = STEPS
        self.unsteady = False  # the program did not do the same under the same schedule
        self.finals: list[Any] | None = None  # tests collect final states here
        self.seconds: float | None = None
        self.deadline = float("inf")

    def allow(self, seconds: float | None) -> None:
        """Give the search so much real time from now on."""
        if seconds is not None:
            self.seconds, self.deadline = seconds, real_clock() + seconds

    # -- playing -----------------------------------------------------------------------------

    def play(self, chooser: Any, observe: bool = True, watcher: Any = None, told: Any = None) -> Scheduler:
        self.runs += 1
        sched = self.call.play(
            chooser,
            observe=observe,
            told=told,
            timers=self.timers,
            max_steps=STEPS,
            watcher=watcher,
        )
        self.threads = max(self.threads, len(sched.actors))
        self.longest = max(self.longest, sched.step)
        return sched

    def failing(self, sched: Scheduler) -> Any:
        """Why this run is a failure; falsy if it is none."""
        outcome = sched.outcome
        if sched.ending == "asleep":
            return None
        if outcome != "finished":
            return outcome
        if self.check is None:
            return None
        run = self.record(sched, {}, None)
        try:
            answer = self.check(run)
        except Exception as error:
            return error
        return None if answer else "none" if answer is None else "check"

    def record(self, sched: Scheduler, moves: dict[int, int], watcher: Any) -> Run:
        plan = Schedule(self.switch, self.timers, None, moves)
        return Run.of(sched, plan, self.program, self.watch, watcher)

    # -- the order of the search ---------------------------------------------------------------

    def run(self) -> Exploration:
        self.outside = Outside(self.scope.functions, self.scope.namespaces)
        first = at_once(self)
        if first is not None:
            return first
        try:
            found = self.search() if not self.keeps_state() else None
        except OutOfTime:
            found, self.reason = None, self.reason or f"the time of {self.seconds:g} s was used up"
        kept = self.keeps_state()
        if found is not None:
            if self.outside.changed():  # a failure counts if it is one from the first state as well
                self.scope.resets.append(self.outside.restore)
            result = shorten(self, *found)
            if result.repeats or not kept:
                return result
        self.reason = kept or self.reason
        return self.verdict(None, not self.reason, kind=NOT_THE_SAME if kept else "")

    def keeps_state(self) -> str:
        """Which variables a run leaves changed, so that the next run is another; empty if there are none."""
        changed = [] if self.kept or self.starts_alike else self.outside.changed()
        if changed:
            told = ", ".join(place.told() for place in changed[:3])
            now = Outside(self.scope.functions, self.scope.namespaces)
            ends = []
            for before in (self.outside, now):
                before.restore()
                ends.append(self.usual_end())
            self.starts_alike = ends[0] == ends[1]
            if not self.starts_alike:
                them = "it" if len(changed) == 1 else "them"
                self.kept = f"the program {NOT_THE_SAME}: {told}; make {them} inside the program"
        return self.kept

    def usual_end(self) -> Any:
        """How the usual run ends, from the state that is there: all that can be compared."""
        sched = self.play(Follow(), observe=False)
        why = kind_of(self.failing(sched))
        return sched.outcome, why, fingerprint(sched.result), sched.step, self.outside.state()

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
        only = None
        while not tree.exhausted and self.more(until):
            chooser = tree.chooser()
            sched = self.play(chooser)
            if chooser.differs:
                self.unsteady = True
                self.reason = "the program does not do the same again under the same schedule"
                return None
            self.count(sched)
            why = self.failing(sched)
            if why:
                return sched, dict(sched.moves), why
            only = list(tree.path) if tree.depth == 1 else None
            tree.absorb(chooser, sched)
        if only is not None and tree.exhausted:
            self.play_again(only)
        return None

    def play_again(self, path: list[Any]) -> None:
        """No other schedule had to be tried: only a second run shows whether it repeats itself."""
        again = Search(self.reduce)
        self.play(again.chooser())
        if [(n.runnable, n.chosen) for n in again.path] != [(n.runnable, n.chosen) for n in path]:
            self.unsteady = True
            self.reason = "the program does not do the same again under the same schedule"

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
        self.reason = self.reason or sched.doubt or self.call.doubt
        if self.finals is not None:
            self.finals.append((sched.outcome, repr(sched.result), repr(sched.error), "".join(sched.output)))

    def more(self, until: int) -> bool:
        """Whether another schedule may be begun."""
        if real_clock() > self.deadline:
            raise OutOfTime
        return self.runs < until

    def bounded(self, bounds: range, budget: int, final: bool) -> Any:
        """All schedules with at most so many preemptions, fewest first."""
        search = Bounded(bounds[-1], self.timers)
        end = self.runs + budget
        done = True
        for chooser in search.choosers():
            if not self.more(end):
                done = False
                break
            sched = self.play(chooser)
            self.count(sched)
            why = self.failing(sched)
            if why:
                return sched, dict(sched.moves), why
            search.absorb(chooser, sched)
        if final:
            self.reason = self.reason or (
                f"only schedules with at most {bounds[-1]} preemptions were tried"
                if done
                else f"the budget of {self.budget} runs was used up"
            )
        return None

    def sample(self) -> Any:
        """Spend what is left of the budget on random priorities."""
        seed = 0
        while self.more(self.budget):
            seed += 1
            chooser = PCT(seed, self.longest, seed % 3 + 1)
            sched = self.play(chooser, observe=False)
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
        self.reason = "a thread is blocked in C code, which cannot be interrupted"
        if sched is None:
            return self.verdict(None, False)
        self.count(sched)
        return self.verdict(self.record(sched, dict(sched.moves), None), False)
