"""``simulate`` and ``replay``: run an ordinary threaded program under the lab.

Inside:  what is promised, one run and its record.
Outside: the checks of what is given (arguments), trying many schedules (exploration), words about a run
         (story/explanation).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline_core.lab.arguments import LINE_GRAIN, check_plan, check_program, listed, whole
from pipeline_core.lab.runtime.runner import Runner
from pipeline_core.lab.scheduler.schedule import Schedule, ScheduleError
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.story.watcher import Watcher


def simulate(
    program: Callable[[], Any],
    *,
    schedule: str | None = None,
    seed: int | None = None,
    switch: str = LINE_GRAIN,
    watch: Any = (),
    max_steps: int = 200_000,
) -> Run:
    """Run ``program`` once, one thread at a time, on a virtual clock.

    Args:
        program: a function of no arguments; what it returns becomes ``run.result``, what it
            prints ``run.output``. The threads it starts are controlled; no other thread is.
        schedule: a string from ``run.schedule``: the same run again. It carries its own
            ``switch``: leave that out.
        seed: a whole number: every move is drawn by lot, the same for the same number.
            Without schedule or seed a thread runs until it blocks; then the one that has waited
            longest goes on.
        switch: where threads may switch: "sync" at calls of locks, queues, clocks and threads;
            "line" also between the lines of the program's own code, in whichever module of yours, and of
            what ``watch`` names;
            "opcode" also inside those lines, in front of each access to what threads may share;
            "channel" as "sync", but each put, get and wake of a ``pipeline_core.Channel`` is one step,
            taken once it need not wait: for whole pipelines.
        watch: a function, class or module, or several, whose lines are switch points too: of an installed
            package, or of the core, which else run as a part of the line that calls them.
        max_steps: after so many steps the run is given up as "endless".

    Returns:
        A Run. Its ``outcome`` is "finished", "error" (an exception left a thread), "deadlock"
        (nobody can move), "leak" (the program returned, threads that are not daemons are stuck) or
        "endless".

    Raises:
        TypeError, ValueError: ``program`` or a setting is not what is described here.
        ScheduleError: the schedule does not fit the program; says at which step.

    Guarantees: sleeping and timeouts cost no real time; time moves only when nobody can run. Never
    hangs, leaves no thread and nothing patched. Same program, schedule and ``switch``: same run,
    on every machine and on every supported Python. ``random`` is seeded.

    Not controlled: threads started by C extensions, other processes, asyncio's own waiting, real
    files and sockets (they work, in real time), ``datetime.now()``, ``signal``. A busy thread that
    shows no effect for 400 steps lets the others go first; a loop on one line is one step, so that a busy
    wait written on one line gets nobody to move. What blocks inside C, or computes for
    3 s of real time without a step, is given up as "endless"; a thread that Python cannot
    interrupt (a blocked C call, ``input()``, ``breakpoint()``) then stays behind, and ``explain()`` says
    so. C code that computes and keeps the GIL, such as ``sum(range(10**9))``, keeps the guard from running
    too: the call takes as long as that does. ``sys.exit`` in the program is an "error" if it has a code;
    ``os._exit`` ends the whole process.
    """
    plan = check_plan(schedule, seed, switch)
    whole("max_steps", max_steps, 1)
    return play(program, plan, listed(watch), max_steps)


def replay(program: Callable[[], Any], schedule: str, watch: Any = ()) -> Run:
    """Play a schedule again: the same as ``simulate(program, schedule=schedule, watch=watch)``."""
    return simulate(program, schedule=schedule, watch=watch)


def play(program: Callable[[], Any], plan: Schedule, watch: tuple[Any, ...], max_steps: int) -> Run:
    check_program(program)
    runner = Runner.for_program(program, watch, plan.switch)
    watcher = Watcher(runner.scope.namespaces)
    sched = runner.play_once(plan.strategy(), timers=plan.timers, max_steps=max_steps, watcher=watcher)
    if sched.misfit or (not runner.abandoned and any(step > sched.step for step in plan.moves)):
        raise ScheduleError(misfit(sched, plan))
    run = Run.of(sched, plan, program, watch, watcher)
    sched.result = None  # the scheduler is part of reference cycles; what the program made shall not be
    return run


def misfit(sched: Scheduler, plan: Schedule) -> str:
    asked = "Was the program changed, or another watch= or grain used?"
    if sched.misfit is None:
        step = min(step for step in plan.moves if step > sched.step)
        return (
            f"schedule {str(plan)!r} does not fit this program: it moves a thread at step {step}, "
            f"but the run was over after {sched.step} steps. {asked}"
        )
    step, index, runnable = sched.misfit
    names = ", ".join(f"{i} ({sched.actors[i].name})" for i in runnable) or "nobody"
    who = (
        f"{index} ({sched.actors[index].name})"
        if index < len(sched.actors)
        else f"{index}, which does not exist"
    )
    return (
        f"schedule {str(plan)!r} does not fit this program: at step {step} it moves thread {who}, "
        f"but only these could run: {names}. {asked}"
    )
