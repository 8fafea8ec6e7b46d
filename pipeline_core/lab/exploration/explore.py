"""``explore``: try the schedules of a program until one fails or none is left.

Inside:  what is promised, and the checks of what is given.
Outside: the search (search), the record of what it found (result).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline_core.lab.arguments import check_check, check_plan, check_program, listed, named, whole
from pipeline_core.lab.exploration.result import Exploration
from pipeline_core.lab.exploration.search import Search
from pipeline_core.lab.story.run import Run


def explore(
    program: Callable[[], Any],
    *,
    check: Callable[[Run], Any] | None = None,
    switch: str = "line",
    watch: Any = (),
    timers: str = "any",
    max_schedules: int = 20_000,
    max_preemptions: int | None = None,
    max_seconds: float | None = None,
) -> Exploration:
    """Try the schedules of ``program``: find one that fails, or show that none does.

    Args:
        program: as for ``simulate``; it must start from the same state each time it is called;
            variables outside that a run leaves changed, so that the next differs, are named in the verdict.
        check: called with every finished Run; falsy, or an exception, makes that run a failure.
            Errors, deadlocks, leaks and endless runs are failures in any case.
        switch: where threads may switch, as for ``simulate``.
        watch: whose lines are switch points too, as for ``simulate``.
        timers: "any" lets a timer fire while others can run, as slow machines do; "idle" only
            when nobody can.
        max_schedules: how many runs to spend at most.
        max_preemptions: only schedules that interrupt a running thread at most so often.
        max_seconds: real time after which no further schedule is begun; what was reached by then depends
            on the machine, so give it for somebody who waits, not for a test.

    Returns:
        An Exploration: ``failure``, ``schedules``, ``complete``; ``str()`` of it says what was shown.

    Guarantees: ``complete`` is True only if, at this grain, every order of steps that can matter was
    run: two steps count as independent only if what they touch was observed, object by object,
    and is disjoint; everything else is tried in both orders. For that the program's functions are compiled
    anew from their source for the length of the call, with a hook in front of each access; a function whose
    source is not there touches everything. Library code in Python that could be interrupted where others
    touch the same forbids it, and is named. A budget that was hit, a busy loop that was
    cut, a program that does not repeat itself, or a thread that could not be ended forbids it. A failure
    is confirmed by one replay. A page about all this: pipeline_core/lab/README.md.

    With ``switch="channel"`` what happens inside a Channel's operation is taken as one step; that the channel
    itself behaves so is shown separately, at line grain. With ``max_preemptions`` the verdict says whether
    every schedule within the bound was run; that is not ``complete``.

    Not covered: switches inside a line (``switch="opcode"`` has them) and inside one call of C code, which no
    other thread can interrupt as long as the interpreter has its lock; and everything that ``simulate`` does
    not control.
    The standard library's own threading, queue and concurrent.futures are trusted to guard their data, and
    so is this package's core, unless ``watch`` names it. What ``__del__`` does is not observed.
    """
    check_plan(None, None, switch)
    check_settings(timers, max_schedules, max_preemptions)
    check_seconds(max_seconds)
    check_program(program)
    check_check(check)
    search = Search(program, check, switch, listed(watch), timers, max_schedules, max_preemptions)
    search.allow(max_seconds)
    return search.runner.guard(search.run) or search.abandoned()


def check_settings(timers: object, max_schedules: object, max_preemptions: object) -> None:
    if timers not in ("any", "idle"):
        raise ValueError(f"timers must be 'any' or 'idle', not {timers!r}")
    whole("max_schedules", max_schedules, 1)
    if max_preemptions is not None:
        whole("max_preemptions", max_preemptions, 0, "None or ")


def check_seconds(max_seconds: object) -> None:
    if max_seconds is None:
        return
    if isinstance(max_seconds, bool) or not isinstance(max_seconds, (int, float)) or not max_seconds > 0:
        raise ValueError(f"max_seconds must be None or a number of seconds above 0, not {named(max_seconds)}")
