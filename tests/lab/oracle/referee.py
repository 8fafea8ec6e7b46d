"""The judge of the lab's "complete": a search without reduction, drawing lots, and real threads.

Inside:  the final states that a search visits; what two searches, or a search and real threads, disagree on.
Outside: the programs (grammar), how many of them are tried and what is printed (__main__).

A final state is the outcome, the result and the type of the error. What is asked of one program at one grain:

1. a search that calls itself complete has visited exactly the states that the unreduced search visits; if
   that one has too many schedules to come to an end, at least those that it and drawing lots have seen;
2. no run with real threads, switched at the same grain, ends in another state: what happens inside a call of
   the standard library is seen by neither search.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from pipeline_core.lab.exploration.search import OutOfTime, Search
from pipeline_core.lab.scheduler.strategies import RandomWalk
from tests.lab.oracle.grammar import Plan, made
from tests.lab.random_programs import Anyone

State = tuple[str, str, str]  # outcome, result, type of the error


@dataclass(frozen=True)
class Limits:
    """What one program may cost."""

    reduced: int = 3_000  # runs with the reduction
    whole: int = 2_000  # runs without
    lots: int = 100  # drawn where the unreduced search does not end
    seconds: float = 8.0  # each of the searches
    real: int = 200  # repetitions with real threads


@dataclass
class Visit:
    """What one search saw."""

    states: set[State] = field(default_factory=set)
    reason: str = ""  # why it is not complete
    runs: int = 0
    seconds: float = 0.0


@dataclass
class Verdict:
    """What was found out about one program at one grain."""

    plan: Plan
    switch: str
    source: str
    reduced: Visit
    whole: Visit
    missing: set[State] = field(default_factory=set)  # complete, and yet not visited
    extra: set[State] = field(default_factory=set)  # visited by the reduced search alone
    unreal: set[State] = field(default_factory=set)  # ended so for real, and in no schedule
    broken: str = ""  # the lab itself raised

    @property
    def differs(self) -> bool:
        return bool(self.missing or self.extra or self.unreal or self.broken)

    @property
    def dropped(self) -> bool:
        """The unreduced search had too much to try: only a part of it was compared."""
        return self.whole.reason in ("budget", "time")

    @property
    def right(self) -> bool:
        """Nothing can race in it, and it ends well in every schedule that was seen."""
        seen = self.whole.states | self.reduced.states
        return self.plan.guarded and all(outcome == "finished" for outcome, _, _ in seen)

    @property
    def proved(self) -> bool:
        return not self.reduced.reason and self.reduced.seconds <= 5

    def kind(self) -> str:
        """In one word what is wrong."""
        if self.broken:
            return "the lab raised"
        return "missed" if self.missing else "extra" if self.extra else "real threads" if self.unreal else ""

    def told(self) -> str:
        """The seed, the program, and the states that make the difference."""
        text = (
            f"seed {self.plan.seed}{self.plan.changed} at {self.switch} grain: {self.kind()}\n{self.source}\n"
        )
        for word, states in (
            ("complete without having visited", self.missing),
            ("visited by the reduced search alone", self.extra),
            ("seen with real threads only", self.unreal),
        ):
            text += "".join(f"{word}: {state}\n" for state in sorted(states))
        text += self.broken and f"raised: {self.broken}\n"
        both = self.reduced.states & self.whole.states
        text += f"visited by both: {sorted(both)[:6]}\n"
        text += f"reduced: {self.reduced.runs} runs, {self.reduced.reason or 'complete'}; "
        text += f"unreduced: {self.whole.runs} runs, {self.whole.reason or 'complete'}\n"
        return text + f"again: python -m tests.lab.oracle {self.plan.seed} --grain {self.switch}\n"


def visit(
    program: Callable[[], Any],
    switch: str,
    reduce: bool,
    runs: int,
    seconds: float,
    lots: int = 0,
) -> Visit:
    """Every final state of one search; if it does not end, also of so many schedules drawn by lot."""
    search = Search(program, None, switch, (), "any", runs, None, reduce)
    if not reduce:  # what a step touches is not asked: the referee must not lean on what it judges
        play = search.play
        search.play = lambda strategy, observe=False: play(strategy, observe=False)  # type: ignore[method-assign]
    states: set[State] = set()

    def noted(sched: Any) -> None:
        if sched.ending != "asleep" and not sched.cut:
            error = type(sched.error).__name__ if sched.error is not None else ""
            result = repr(sched.result) if sched.outcome == "finished" else ""
            states.add((sched.outcome, result, error))

    search.failing = noted  # type: ignore[method-assign]  # asked after every run; None is no failure
    search.allow(seconds)

    def job() -> bool:
        try:
            search.whole_tree()
        except OutOfTime:
            search.reason = search.reason or "time"
        search.deadline = float("inf")
        if search.reason in ("budget", "time"):
            for seed in range(lots):
                lot = RandomWalk(seed) if seed % 2 else Anyone(seed)
                noted(search.play(lot, observe=False))
        return True

    begin = perf_counter()
    if not search.runner.guard(job):
        search.reason = search.reason or "given up: a thread is blocked in C code"
    if not states and not search.reason:
        search.reason = "nothing was run to its end"
    return Visit(states, search.reason, search.runs, perf_counter() - begin)


def judge(plan: Plan, switch: str, limits: Limits, real: bool = False) -> Verdict:
    """One program at one grain."""
    program, source = made(plan)
    verdict = Verdict(plan, switch, source, Visit(), Visit())
    try:
        verdict.reduced = visit(program, switch, True, limits.reduced, limits.seconds)
        lots = 0 if verdict.reduced.reason else limits.lots
        runs = limits.whole if not verdict.reduced.reason or plan.guarded else 1
        if switch == "opcode":
            runs = min(runs, 300)  # the whole tree is out of reach there: some of it, then lots
        verdict.whole = visit(program, switch, False, runs, limits.seconds, lots)
    except Exception as error:
        verdict.broken = f"{type(error).__name__}: {error}"
        return verdict
    if verdict.reduced.reason:
        return verdict
    verdict.missing = verdict.whole.states - verdict.reduced.states
    if not verdict.whole.reason:
        verdict.extra = verdict.reduced.states - verdict.whole.states
    if real:  # where nothing can race, a switch inside a line makes no difference either
        grain = "opcode" if plan.guarded else switch
        seen = real_states(source, limits.real, grain)
        verdict.unreal = seen - verdict.reduced.states - verdict.whole.states
    return verdict


def smallest(verdict: Verdict, limits: Limits, real: bool = False) -> Verdict:
    """Leave out what is not needed for the difference."""
    again = True
    while again:
        again = False
        for plan in verdict.plan.smaller():
            try:
                other = judge(plan, verdict.switch, limits, real and not verdict.missing)
            except SyntaxError:
                continue
            if other.kind() == verdict.kind():
                verdict = other
                again = True
                break
    return verdict


# -- real threads ----------------------------------------------------------------------------------


def real_states(source: str, times: int, grain: str = "opcode") -> set[State]:
    """The final states that real threads reach; in a process of its own, since it may hang."""
    try:
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("real_threads.py"))],
            input=json.dumps({"source": source, "times": times, "grain": grain}),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return {("deadlock", "", "")}
    return {tuple(state) for state in json.loads(done.stdout.splitlines()[-1])}
