"""When somebody asks for the story of a run: its lines and its turning points, from playing it again.

Inside:  which runs are worth it; whether the run that is played again was the same.
Outside: what is noted (line_log), what decides (turning_point), the words (explanation, html).

``explore`` has both at hand for a failure that it found by its check, and leaves them with the run.
"""

from __future__ import annotations

from _thread import get_ident
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline_core.lab.runtime.runner import Runner
from pipeline_core.lab.scheduler.actor import controlled
from pipeline_core.lab.scheduler.schedule import GRAINS, parse
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.scheduler.strategies import Strategy
from pipeline_core.lab.story.line_log import Line, LineKeeper
from pipeline_core.lab.story.other_orders import OtherOrders, Recorded
from pipeline_core.lab.story.turning_point import Turn, turning_points
from pipeline_core.lab.story.watcher import Watcher
from pipeline_core.lab.text import full_text

if TYPE_CHECKING:
    from pipeline_core.lab.story.run import Run


class Told(NamedTuple):
    """What there is to tell. ``lost``: it cannot be had, as the run is another when its lines are noted."""

    lines: list[Line]
    turns: list[Turn]
    lost: bool = False


def told(run: Run) -> Told:
    """The lines of ``run`` and its turning points."""
    if run.told is None:
        run.told = retell(run) if worth_retelling(run) else Told([], [])
    return run.told if run.tells is None else without_others(run.told, run.tells)


def without_others(told: Told, tells: Callable[[str], bool]) -> Told:
    """The same for a reader who knows the lines of some files: no line of another one is shown.

    What such a line did stays, if a line of the reader's touched the same thing: another thread did it.
    """
    known = [not line.file or tells(line.file) for line in told.lines]
    touched = {
        whole(key) for line, mine in zip(told.lines, known, strict=True) if mine
        for fact in line.facts for key in fact.keys
    }  # fmt: skip

    def hidden(line: Line) -> Line:
        facts = [fact for fact in line.facts if not touched.isdisjoint(map(whole, fact.keys))]
        return replace(line, number=0, text="", again=False, facts=facts)

    lines = [line if mine else hidden(line) for line, mine in zip(told.lines, known, strict=True)]
    now = {line.order: line for line in lines}
    turns = [
        turn._replace(change=now.get(turn.change.order, turn.change))
        for turn in told.turns
        if all(not each.file or tells(each.file) for each in (turn.read, turn.use) if each is not None)
    ]
    return told._replace(lines=lines, turns=turns)


def whole(key: Any) -> Any:
    """An item of a container counts as the container."""
    return ("contents", key[1]) if key[0] == "item" else key


def worth_retelling(run: Run) -> bool:
    """A run in the usual order that went well has nothing to tell; one that was given up would be again."""
    if run.program is None or run.outcome == "endless" or run.note or get_ident() in controlled:
        return False
    wrong = run.outcome != "finished" or run.failed_check
    return bool(wrong) or run.schedule not in GRAINS  # more than the grain: some order of its own


def retell(run: Run) -> Told:
    """Play the program again under the same schedule, with its lines noted; its lines if it was the same.

    ``simulate`` notes no lines: that would cost a third more time in every run, and few are read.
    """
    if run.program is None:
        return Told([], [])
    plan = parse(run.schedule)
    runner = Runner.for_program(run.program, run.watch, plan.switch, lines=True)
    watcher = Watcher(runner.scope.namespaces)
    keeper = LineKeeper(watcher)
    recorded = Recorded(plan.strategy())
    first: list[tuple[str, str]] = []

    def play(strategy: Strategy) -> Scheduler:
        return runner.play(strategy, timers=plan.timers, max_steps=20_000)

    def ends_well(sched: Scheduler) -> bool:
        return sched.outcome == "finished" and (run.outcome != "finished" or [end_of(sched)] != first)

    def again() -> Told:
        sched = runner.play(recorded, told=keeper, timers=plan.timers, watcher=watcher)
        same = (sched.outcome, sched.step) == (run.outcome, run.steps)
        if sched.misfit or not same or full_text(sched.result) != full_text(run.result):
            return Told([], [], lost=True)  # the program did not start from the same state
        first.append(end_of(sched))
        lines = keeper.finish(sched)
        sched.result = None
        return Told(lines, turning_points(lines, run.stuck, OtherOrders(recorded, play, ends_well)))

    return runner.guard(again) or Told([], [], lost=True)


def end_of(sched: Scheduler) -> tuple[str, str]:
    return full_text(sched.result), "".join(sched.output)
