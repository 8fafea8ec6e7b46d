"""What hears of the lines: nothing of it is left, calls may overlap, other tools keep their place."""

from __future__ import annotations

import sys
import textwrap
import threading
from typing import Any

import pytest

from pipeline_core import lab
from pipeline_core.lab.exploration.search import Search
from pipeline_core.lab.runtime import monitoring, runner
from pipeline_core.lab.scheduler.strategies import Follow
from tests.lab.programs import lock_order, lost_update, lost_update_inside_a_line

MONITORING: Any = getattr(sys, "monitoring", None)  # from Python 3.12 on
ALL = range(6)
GRAINS = ("sync", "line", "opcode")


def dedented() -> str:
    return textwrap.dedent(" a")


def tools() -> list[str | None]:
    return [MONITORING.get_tool(tool) for tool in ALL] if MONITORING else []


@pytest.mark.parametrize("switch", GRAINS)
def test_no_tool_is_left(switch: str) -> None:
    """After a call, whatever its end, the interpreter's monitoring tools are those of before."""
    before = tools()
    assert lab.explore(lost_update, check=lambda run: run.result == 2, switch=switch).schedules
    assert tools() == before
    with pytest.raises(lab.ScheduleError):
        lab.replay(lost_update, f"{switch}:3>9")
    assert tools() == before


def test_what_one_call_leaves_alone_the_next_may_watch() -> None:
    """Whether a function is watched is asked anew in each call, also in one inside another."""
    plain, watched = lab.simulate(dedented), lab.simulate(dedented, watch=textwrap.dedent)
    assert watched.steps > plain.steps
    steps = []

    def check(run):
        steps.append(lab.simulate(dedented, watch=textwrap.dedent).steps)
        steps.append(lab.simulate(lost_update_inside_a_line, switch="opcode").steps)
        return True

    alone = lab.explore(dedented_twice, check=lambda run: True)
    assert str(lab.explore(dedented_twice, check=check)) == str(alone)
    assert set(steps[::2]) == {watched.steps}
    assert set(steps[1::2]) == {lab.simulate(lost_update_inside_a_line, switch="opcode").steps}


def test_code_that_each_run_makes_anew_is_not_kept_for_all_of_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of code stays below a bound, and what was forgotten is stepped through as before."""
    monkeypatch.setattr(runner, "MOST_REMEMBERED", 10)
    known: list[int] = []
    steps: set[int] = set()

    def program() -> None:
        space: dict[str, Any] = {}
        exec("def one():\n    x = 1\n    return x\ndef two():\n    x = 1\n    return x\n", globals(), space)
        threads = [threading.Thread(target=space[name]) for name in ("one", "two")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def check(run: lab.Run) -> bool:
        known.append(max(len(search.runner.watch.known), len(monitoring._codes)))
        steps.add(run.steps)
        return True

    search = Search(program, check, "line", (), "idle", 200, None)
    search.runner.events = search.runner.watch
    search.runner.guard(lambda: [search.failing(search.play(Follow(), observe=False)) for _ in range(200)])
    assert len(known) == 200
    assert len(steps) == 1
    assert max(known) < 10 + 32 * 10, max(known)


def test_calls_in_several_threads_do_not_meet() -> None:
    """Three threads that explore at once, each at another grain, get what each gets alone."""

    def found(switch: str) -> list[str]:
        programs = (lost_update, lost_update_inside_a_line, lock_order)
        return [str(lab.explore(p, switch=switch, max_schedules=50)) for p in programs for _ in range(3)]

    alone = {switch: found(switch) for switch in GRAINS}
    together: dict[str, list[str]] = {}
    threads = [threading.Thread(target=lambda s=s: together.update({s: found(s)})) for s in GRAINS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone


def dedented_twice() -> str:
    return dedented() + dedented()


@pytest.mark.skipif(MONITORING is None, reason="sys.monitoring came with Python 3.12")
def test_other_tools_keep_their_place() -> None:
    """A debugger's or coverage's tool is left alone; with all six in use the error says so."""
    taken = [tool for tool in ALL if MONITORING.get_tool(tool) is None]
    for tool in taken[1:]:
        MONITORING.use_tool_id(tool, "another")
    try:
        before = tools()
        assert lab.simulate(lost_update).outcome == "finished"
        assert tools() == before
        MONITORING.use_tool_id(taken[0], "another")
        with pytest.raises(RuntimeError, match="all six are in use"):
            lab.simulate(lost_update)
    finally:
        for tool in taken:
            MONITORING.free_tool_id(tool)
    assert lab.simulate(lost_update).outcome == "finished"
