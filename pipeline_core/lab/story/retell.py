"""Play a run again with its lines noted, when somebody asks for its story.

Inside:  one more run of the same program under the same schedule; its lines, if it was the same run.
Outside: what a line is (lines), telling it (explain, html).

``simulate`` notes no lines: that would cost a third more time in every run, and few are read.
"""

from __future__ import annotations

from _thread import get_ident
from typing import Any

from pipeline_core.lab.runtime.runner import Call
from pipeline_core.lab.runtime.scope import Scope
from pipeline_core.lab.runtime.tracing import Setting, Watch
from pipeline_core.lab.scheduler.actor import controlled
from pipeline_core.lab.scheduler.schedule import GRAINS, parse
from pipeline_core.lab.story.line_log import LineKeeper
from pipeline_core.lab.story.watcher import Watcher


def lines_of(run: Any) -> list[Any]:
    """The lines of ``run``; noted by playing it again if they were not. Empty if they cannot be had."""
    if run.lines is None:
        run.lines = retell(run) if worth_it(run) else []
    return list(run.lines)


def worth_it(run: Any) -> bool:
    """A run in the usual order that went well has nothing to tell; one that was given up would be again."""
    if run.program is None or run.outcome == "endless" or run.note or get_ident() in controlled:
        return False
    wrong = run.outcome != "finished" or run.failed_check
    return bool(wrong) or run.schedule not in GRAINS  # more than the grain: some order of its own


def retell(run: Any) -> list[Any]:
    plan = parse(run.schedule)
    scope = Scope(run.program, run.watch)
    call = Call(run.program, scope, plan.switch)
    watcher = Watcher(scope.namespaces)
    keeper = LineKeeper(watcher)
    watched = Watch(scope.namespaces, run.watch, False)
    call.watched, call.opcode = watched, plan.switch == "opcode"
    steps = Setting(watched, plan.switch, told=keeper)

    def job() -> Any:
        return call.play(plan.strategy(), tracer=steps, timers=plan.timers, watcher=watcher)

    sched = call.guard(job)
    if sched is None or sched.misfit:
        return []
    same = (sched.outcome, sched.step, repr(sched.result)) == (run.outcome, run.steps, repr(run.result))
    lines = keeper.finish(sched) if same else []  # else the program did not start from the same state
    sched.result = None
    return lines
