"""One exploration at work: the order of the search, its budget, its verdict.

Inside:  playing runs and judging them; the reduction tree and, beside it, schedules by lot; what is done with
         a failure that was found.
Outside: what is promised to the caller (explore), which schedules are tried (dpor, sampling,
         preemption_bound), short schedules (minimise), variables that survive a run (leftover_state), the
         record (result).

The order: the usual run; then one class of equivalent schedules after the other, depth first; if that does
not come to an end soon, schedules by lot in between. The tree alone says when nothing is left; the lots find
bugs in programs whose tree is too large. They stand in for a search with few preemptions, which was slower on
every program with a known bug that the tree does not find first (tests/benchmarks/sctbench).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic as real_clock
from typing import Any, NamedTuple

from pipeline_core.lab.exploration.contention import Contention
from pipeline_core.lab.exploration.dpor import HappensBefore, Node, ReductionTree
from pipeline_core.lab.exploration.leftover_state import LeftoverState, fingerprint
from pipeline_core.lab.exploration.minimise import fewer_moves
from pipeline_core.lab.exploration.preemption_bound import PreemptionBound
from pipeline_core.lab.exploration.result import (
    BY_A_SLEEP,
    NOT_THE_SAME,
    Exploration,
    Reason,
    describe,
    kind_of,
    not_the_same,
)
from pipeline_core.lab.exploration.sampling import PartialOrderSampling
from pipeline_core.lab.runtime.runner import Runner
from pipeline_core.lab.scheduler.schedule import Schedule
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.scheduler.strategies import Follow, Strategy
from pipeline_core.lab.story.line_log import LineKeeper
from pipeline_core.lab.story.other_orders import OtherOrders, Recorded
from pipeline_core.lab.story.retelling import Told
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.story.shared import shared_in_usual_run
from pipeline_core.lab.story.turning_point import turning_points
from pipeline_core.lab.story.watcher import Watcher

EARLY = 8_000  # steps that the tree has to itself before schedules are drawn beside it
NOT_REPEATED = "the program does not do the same again under the same schedule"
NOT_ITS_OWN = "the failure did not repeat under its own schedule"
STEPS = 20_000  # steps after which one schedule counts as endless
_STUCK = ("deadlock", "leak", "endless")


class OutOfTime(Exception):
    """The real time of a search is up; raised between two schedules only."""


class CannotTell(Exception):
    """A run waited in real time for something that the lab does not control: its end says nothing."""


class Failing(NamedTuple):
    """A run that failed: all that is kept of it until it is made short and told."""

    sched: Scheduler
    moves: dict[int, int]
    reason: Reason


class Search:
    """One exploration at work."""

    def __init__(
        self,
        program: Callable[[], Any],
        check: Callable[[Run], Any] | None,
        switch: str,
        watch: tuple[Any, ...],
        timers: str,
        budget: int,
        bound: int | None,
        reduce: bool = True,
    ) -> None:
        self.program = program
        self.check = check
        self.switch = switch
        self.watch = watch
        self.timers = timers
        self.budget = budget
        self.bound = bound
        self.reduce = reduce
        self.runner = Runner.for_program(program, watch, switch, observe=True)
        self.scope = self.runner.scope
        self.schedules = 0  # run to their end
        self.sampled = 0  # of these, drawn at random
        self.runs = 0  # played, whatever for
        self.threads = 0  # most in one run
        self.longest = 0  # steps of the longest run
        self.reason = ""  # why nothing complete can be claimed
        self.leftover: tuple[str, ...] = ()  # which variables a run leaves changed; the first few of them
        self.bound_covered = False  # all with few preemptions were run, and no more was asked for
        self.starts_alike = False  # it was seen that what a run leaves behind makes no difference
        self.unsteady = False  # the program did not do the same under the same schedule
        self.finals: list[tuple[str, ...]] | None = None  # tests collect final states here
        self.seconds: float | None = None
        self.deadline = float("inf")

    def allow(self, seconds: float | None) -> None:
        """Give the search so much real time from now on."""
        if seconds is not None:
            self.seconds = seconds
            self.deadline = real_clock() + seconds

    # -- playing -----------------------------------------------------------------------------

    def play(
        self,
        strategy: Strategy,
        observe: bool = True,
        watcher: Watcher | None = None,
        told: LineKeeper | None = None,
    ) -> Scheduler:
        """Play the program once; ``observe`` notes what each step touches, ``told`` what each line does."""
        self.runs += 1
        sched = self.runner.play(
            strategy,
            observe=observe,
            told=told,
            timers=self.timers,
            max_steps=STEPS,
            watcher=watcher,
        )
        self.threads = max(self.threads, len(sched.actors))
        self.longest = max(self.longest, sched.step)
        return sched

    def failing(self, sched: Scheduler) -> Reason | None:
        """Why this run is a failure; None if it is none."""
        outcome = sched.outcome
        if sched.ending == "asleep":
            return None
        if sched.uncontrolled:
            raise CannotTell(sched.uncontrolled)
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

    def record(self, sched: Scheduler, moves: dict[int, int], watcher: Watcher | None) -> Run:
        plan = Schedule(self.switch, self.timers, None, moves)
        return Run.of(sched, plan, self.program, self.watch, watcher)

    def count(self, sched: Scheduler) -> None:
        """A schedule was run to its end; whatever forbids to call the search complete is kept."""
        if sched.ending == "asleep":
            return
        self.schedules += 1
        if sched.cut:
            self.reason = self.reason or "a busy loop was cut short"
        self.reason = self.reason or sched.doubt
        if self.finals is not None:
            self.finals.append((sched.outcome, repr(sched.result), repr(sched.error), "".join(sched.output)))

    def more(self) -> bool:
        """Whether another schedule may be begun."""
        if real_clock() > self.deadline:
            raise OutOfTime
        return self.runs < self.budget

    # -- the order of the search ---------------------------------------------------------------

    def run(self) -> Exploration:
        """The whole exploration, from the first run to the verdict."""
        self.outside = LeftoverState(self.scope.functions, self.scope.namespaces)
        try:
            first = self.usual_run_fails()
            if first is not None:
                return first
            found = self.find_failure() if not self.keeps_state() else None
        except OutOfTime:
            found = None
            self.reason = self.reason or f"the time of {self.seconds:g} s was used up"
        except CannotTell as why:
            self.reason = str(why)
            return self.verdict(None, False)
        leftover = self.keeps_state()
        if found is not None:
            if self.outside.changed():  # a failure counts if it is one from the first state as well
                self.scope.resets.append(self.outside.restore)
            result = self.report(found)
            if result.repeats or not leftover:
                return result
        self.reason = not_the_same(leftover) if leftover else self.reason
        return self.verdict(None, not self.reason, kind=NOT_THE_SAME if leftover else "")

    def find_failure(self) -> Failing | None:
        """A failing run; None if none was found: then ``reason`` says why not all was tried, if so."""
        if self.bound is not None:
            return self.few_preemptions(self.bound)
        tree = ReductionTree(self.reduce)
        found = self.everything(tree, lots=self.reduce)
        if found is None and not tree.exhausted and not self.unsteady:
            self.reason = self.reason or f"the budget of {self.budget} runs was used up"
        return found

    def everything(self, tree: ReductionTree, lots: bool) -> Failing | None:
        """The tree until a run fails, nothing is left or the budget is used up; beside it schedules by lot.

        A lot is drawn when the runs of the tree have taken EARLY steps, and then so that there are about half
        as many steps by lot as in the tree. Steps are what is counted, since they are what takes time: in a
        program with a hundred threads the lots begin after a few runs, in a small one after some hundred, by
        which time most small ones are through.
        """
        alone: list[Node] | None = None  # the path of the only run there was so far
        in_tree = -EARLY  # steps
        by_lot = 0
        while not tree.exhausted and self.more():
            if lots and in_tree > 2 * by_lot:
                found, steps = self.by_lot(tree.contention)
                by_lot += steps
                if found is not None:
                    return found
                continue
            recorder = tree.recorder()
            sched = self.play(recorder)
            if recorder.differs:
                self.not_repeated()
                return None
            if recorder.starved:
                self.reason = self.reason or "a busy loop was cut short"
            in_tree += sched.step
            self.count(sched)
            reason = self.failing(sched)
            if reason:
                return Failing(sched, dict(sched.moves), reason)
            alone = list(tree.path) if tree.depth == 1 else None
            tree.absorb(recorder, sched)
            if recorder.inner_race:
                self.reason = self.reason or recorder.inner_race
        if alone is not None and tree.exhausted:
            self.play_again(alone)
        return None

    def by_lot(self, contention: Contention) -> tuple[Failing | None, int]:
        """One schedule by lot: its failure, and its steps.

        What races in it is learned from the first, second, fourth, eighth …: they show what lies off the
        tree's present path, and ever less of that is new.
        """
        self.sampled += 1
        learn = self.sampled & (self.sampled - 1) == 0
        lot = PartialOrderSampling(self.sampled, contention)
        sched = self.play(lot, observe=learn)
        self.schedules += 1
        reason = self.failing(sched)
        if reason:
            return Failing(sched, dict(sched.moves), reason), sched.step
        if learn:
            lot.finish(sched)
            for _ in HappensBefore(lot, sched).noted_races(0, contention):
                pass
        return None, sched.step

    def play_again(self, path: list[Node]) -> None:
        """No other schedule had to be tried: only a second run shows whether it repeats itself."""
        again = ReductionTree(self.reduce)
        self.play(again.recorder())
        if [(n.runnable, n.chosen) for n in again.path] != [(n.runnable, n.chosen) for n in path]:
            self.not_repeated()

    def not_repeated(self) -> None:
        self.unsteady = True
        self.reason = NOT_REPEATED

    def whole_tree(self) -> Failing | None:
        """The whole tree and nothing else: what the reducer is checked with."""
        tree = ReductionTree(self.reduce)
        found = self.everything(tree, lots=False)
        if not tree.exhausted:
            self.reason = self.reason or "budget"
        return found

    def few_preemptions(self, bound: int) -> Failing | None:
        """All schedules with at most so many preemptions, fewest first."""
        queue = PreemptionBound(bound)
        done = True
        for recorder in queue.recorders():
            if not self.more():
                done = False
                break
            sched = self.play(recorder)
            if sched.ending == "misfit":  # the moves before this one led elsewhere the last time
                self.not_repeated()
                return None
            self.count(sched)
            reason = self.failing(sched)
            if reason:
                return Failing(sched, dict(sched.moves), reason)
            queue.absorb(recorder, sched)
        if not self.reason:
            self.bound_covered = done
            self.reason = (
                f"only schedules with at most {bound} preemptions were tried"
                if done
                else f"the budget of {self.budget} runs was used up"
            )
        return None

    # -- what a run leaves behind ----------------------------------------------------------------

    def keeps_state(self) -> tuple[str, ...]:
        """Which variables a run leaves changed, so that the next run is another; empty if there are none.

        A changed variable alone proves nothing: a cache that is full the second time may make no difference.
        So the usual run is played twice, from the first state and from the present one; only if it ends
        otherwise does the next run depend on the one before, and then no schedule can be compared with
        another.
        """
        changed = [] if self.leftover or self.starts_alike else self.outside.changed()
        if changed:
            told = tuple(variable.told() for variable in changed[:3])
            now = LeftoverState(self.scope.functions, self.scope.namespaces)
            ends = []
            for before in (self.outside, now):
                before.restore()
                ends.append(self.usual_end())
            self.starts_alike = ends[0] == ends[1]
            if not self.starts_alike:
                self.leftover = told
        return self.leftover

    def usual_end(self) -> tuple[object, ...]:
        """How the usual run ends, from the state that is there: all that can be compared."""
        sched = self.play(Follow(), observe=False)
        kind = kind_of(self.failing(sched))
        return sched.outcome, kind, fingerprint(sched.result), sched.step, self.outside.state()

    # -- what is done with a failure -----------------------------------------------------------

    def usual_run_fails(self) -> Exploration | None:
        """Does the usual run fail already? Asked without tracing, which is cheap; played again with it.

        None if it does not fail, or if the search has to decide (see ``failed_once``).
        """
        sched = self.play_untraced()
        first = self.failing(sched)
        if not first:
            return None
        watcher = Watcher(self.scope.namespaces)
        keeper = self.line_keeper(first, watcher)
        self.outside.restore()
        recorded = Recorded(Follow())
        again = self.play(recorded, observe=False, watcher=watcher, told=keeper)
        reason = self.failing(again)
        if not reason:  # does it without being watched so closely?
            self.outside.restore()
            again, watcher, keeper = self.unwatched(Follow())
            reason = self.failing(again)
        if not reason:
            return self.failed_once(sched, first)
        self.count(again)
        run = self.record(again, {}, watcher)
        run.failed_check = describe(reason)
        run.told = self.told(again, keeper, recorded)
        self.reason = "a failure was found"
        return self.verdict(run, False, repeats=kind_of(reason) == kind_of(first))

    def play_untraced(self) -> Scheduler:
        """The usual run, in which lines are no steps."""
        self.runs += 1
        return self.runner.play(Follow(), stepping=False, timers=self.timers, max_steps=STEPS)

    def failed_once(self, sched: Scheduler, first: Reason) -> Exploration | None:
        """The usual run failed without tracing, and did not with it: then nothing complete can be claimed.

        A busy loop is cut short sooner where lines are steps too, or at all: then the other run is another
        schedule, which fails each time, and the search goes on. What does not fail a second time is reported
        as it was seen, unless a variable that a run leaves behind explains it.
        """
        again: Reason | None = first
        if first != "endless":  # else it took seconds, and would again
            self.outside.restore()
            again = self.failing(self.play_untraced())
        if kind_of(again) == kind_of(first):
            self.reason = self.reason or "a busy loop was cut short"
            return None
        if self.keeps_state():
            return None
        self.count(sched)
        run = self.record(sched, {}, None)
        run.failed_check = describe(first)
        self.reason = NOT_ITS_OWN
        return self.verdict(run, False, repeats=False)

    def report(self, found: Failing) -> Exploration:
        """Make a failing run short, play it once more with its story, and say what was found.

        The replay is the proof that a reader can play it too. A run may have failed by something that no
        schedule holds: the real time, another process, an object that an earlier run left behind. Then the
        replay ends otherwise, and the failure is reported as it was seen, with a word that it did not repeat.
        """
        kind = kind_of(found.reason)

        def fails_alike(strategy: Follow) -> dict[int, int] | None:
            sched = self.play(strategy, observe=False)
            return dict(sched.moves) if kind_of(self.failing(sched)) == kind else None

        moves = fewer_moves(found.moves, fails_alike)
        watcher = Watcher(self.scope.namespaces)
        keeper = self.line_keeper(found.reason, watcher)
        recorded = Recorded(Follow(moves))
        again = self.play(recorded, observe=False, watcher=watcher, told=keeper)
        repeats = kind_of(self.failing(again)) == kind
        if not repeats:
            again, watcher, keeper = self.unwatched(Follow(moves))
            repeats = kind_of(self.failing(again)) == kind
        run = self.record(again, moves, watcher) if repeats else self.record(found.sched, moves, None)
        run.failed_check = describe(found.reason)
        run.told = self.told(again, keeper, recorded) if repeats else Told([], [], lost=True)
        early = any(sched.early or sched.overtook for sched in (again, found.sched))
        asleep = self.timers == "any" and early and self.passes_without_early_timers()
        self.reason = "a failure was found" if repeats else NOT_ITS_OWN
        kind = BY_A_SLEEP if asleep else ""
        return self.verdict(run, False, kind=kind, repeats=repeats)

    def line_keeper(self, reason: Reason, watcher: Watcher) -> LineKeeper | None:
        """A race is told by its lines; for who is stuck they are noted when the story is asked for."""
        return None if reason in _STUCK else LineKeeper(watcher)

    def unwatched(self, strategy: Strategy) -> tuple[Scheduler, Watcher, None]:
        """The run as ``replay`` plays it. Whoever notes lines keeps things alive a little longer."""
        watcher = Watcher(self.scope.namespaces)
        return self.play(strategy, observe=False, watcher=watcher), watcher, None

    def told(self, sched: Scheduler, keeper: LineKeeper | None, recorded: Recorded) -> Told | None:
        """The lines of a failing run, and those that decide: for them it is played in other orders."""
        if keeper is None:
            return None
        lines = keeper.finish(sched)
        return Told(lines, turning_points(lines, [], OtherOrders(recorded, self.play_aside, self.ends_well)))

    def play_aside(self, strategy: Strategy) -> Scheduler:
        """A run that is none of the search's: for the story alone."""
        self.outside.restore()
        return self.runner.play(strategy, timers=self.timers, max_steps=STEPS)

    def ends_well(self, sched: Scheduler) -> bool:
        try:
            return self.failing(sched) is None
        except CannotTell:
            return False

    def passes_without_early_timers(self) -> bool:
        """Does the program pass as long as time only moves when nobody can run?

        With ``timers="any"`` a sleep may end while others can still run, as on a slow machine. If all
        failures go away with that, then a sleep is all that keeps the threads in order, and that is what is
        said. Asked within the time of the search, or a quarter of it where less is left: on a busy machine
        the failure may have taken nearly all. If it runs out, the failure stands and nothing is said.
        """
        inner = Search(self.program, self.check, self.switch, self.watch, "idle", 2_000, None)
        inner.runner = self.runner
        inner.scope = self.scope
        inner.deadline = max(self.deadline, real_clock() + (self.seconds or 0) / 4)
        try:
            return inner.find_failure() is None
        except OutOfTime:
            return False

    # -- verdicts ------------------------------------------------------------------------------

    def verdict(
        self, failure: Run | None, complete: bool, *, kind: str = "", repeats: bool = True
    ) -> Exploration:
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
            kind=kind,
            repeats=repeats,
            leftover=self.leftover,
            bound_covered=self.bound_covered,
            runs=self.runs,
            look=partial(shared_in_usual_run, self.program, self.watch, self.switch),
        )

    def abandoned(self) -> Exploration:
        """A thread could not be ended from outside: the run it hangs in is the failure."""
        sched = self.runner.last
        self.reason = "a thread is blocked in C code, which cannot be interrupted"
        if sched is None:
            return self.verdict(None, False)
        if sched.uncontrolled:
            self.reason = sched.uncontrolled
            return self.verdict(None, False)
        self.count(sched)
        return self.verdict(self.record(sched, dict(sched.moves), None), False)
