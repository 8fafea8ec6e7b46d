"""``simulate`` and ``replay``: run an ordinary threaded program under the lab.

Inside:  the checks of what is given, one run and its record.
Outside: trying many schedules (explore), words about a run (explain).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from .actor import controlled
from .conduct import Call
from .run import Run
from .schedule import GRAINS, Schedule, ScheduleError, parse
from .scheduler import Scheduler
from .story import Watcher
from .takeover import Scope
from .tracing import Setting, Watch


def simulate(
    program: Callable[[], Any],
    *,
    schedule: str | None = None,
    seed: int | None = None,
    switch: str = "line",
    watch: Any = (),
    max_steps: int = 200_000,
) -> Run:
    """Run ``program`` once, one thread at a time, on a virtual clock.

    Args:
        program: a function of no arguments; what it returns becomes ``run.result``, what it
            prints ``run.output``. The threads it starts are controlled; no other thread is.
        schedule: a string from ``run.schedule``: the same run again. It carries its own ``switch``.
        seed: a whole number: every move is drawn by lot, the same for the same number.
            Without schedule or seed a thread runs until it blocks; then the one that has waited
            longest goes on.
        switch: where threads may switch: "sync" at calls of locks, queues, clocks and threads;
            "line" also between the lines of the program's own module and of what ``watch`` names;
            "opcode" also inside those lines.
        watch: a function, class or module, or several, whose lines are switch points too.
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
    on every machine and, at "sync" and "line", on every supported Python. ``random`` is seeded.

    Not controlled: threads started by C extensions, other processes, asyncio's own waiting, real
    files and sockets (they work, in real time), ``datetime.now()``, ``signal``. A busy thread that
    shows no effect for 400 steps lets the others go first. What blocks inside C, or computes for
    3 s of real time without a step, is given up as "endless"; a thread that Python cannot
    interrupt (a blocked C call) then stays behind, and ``explain()`` says so.
    """
    plan = check_plan(schedule, seed, switch)
    return play(program, plan, listed(watch), max_steps)


def replay(program: Callable[[], Any], schedule: str, watch: Any = ()) -> Run:
    """Play a schedule again: the same as ``simulate(program, schedule=schedule, watch=watch)``."""
    return simulate(program, schedule=schedule, watch=watch)


def play(program: Callable[[], Any], plan: Schedule, watch: tuple[Any, ...], max_steps: int) -> Run:
    check_program(program)
    scope = Scope(program, watch)
    call = Call(program, scope)
    watcher = Watcher(scope.namespaces)
    watched = Watch(scope.namespaces, watch, False)
    steps = Setting(watched, plan.switch) if plan.switch != "sync" else None
    call.watched, call.opcode = watched if steps else None, plan.switch == "opcode"

    def job() -> Scheduler:
        return call.play(
            plan.chooser(), tracer=steps, timers=plan.timers, max_steps=max_steps, watcher=watcher
        )

    sched: Any = call.guard(job) or call.last
    if sched.misfit or (not call.abandoned and any(step > sched.step for step in plan.moves)):
        raise ScheduleError(misfit(sched, plan))
    run = Run.of(sched, plan, program, watch, watcher, abandoned=call.abandoned)
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


def check_program(program: Any) -> None:
    """TypeError unless ``program`` is an ordinary function that can be called without arguments."""
    if not callable(program):
        raise TypeError(
            f"the lab runs a function of no arguments, not {program!r}. Pass the function itself."
        )
    kinds = (inspect.iscoroutinefunction, inspect.isgeneratorfunction, inspect.isasyncgenfunction)
    if any(kind(program) for kind in kinds):
        raise TypeError(f"{program!r} is an async or generator function; the lab runs ordinary functions.")
    try:
        inspect.signature(program).bind()
    except TypeError as error:
        raise TypeError(
            f"{program!r} needs arguments ({error}); the lab calls it without any. "
            "Wrap it: lambda: program(…)."
        ) from None
    except ValueError:
        pass  # a built-in without a signature: calling it will tell
    if here_is_controlled():
        raise RuntimeError("the lab cannot run inside a program that it is running; call it from outside.")


def here_is_controlled() -> bool:
    from _thread import get_ident

    return get_ident() in controlled


def check_plan(schedule: Any, seed: Any, switch: Any) -> Schedule:
    if switch not in GRAINS:
        raise ValueError(f"switch must be one of {', '.join(map(repr, GRAINS))}, not {switch!r}")
    if schedule is not None and seed is not None:
        raise ValueError("give a schedule or a seed, not both: a schedule already says every move")
    if schedule is not None:
        return parse(schedule)
    if seed is not None and (not isinstance(seed, int) or isinstance(seed, bool)):
        raise TypeError(f"seed must be a whole number, not {seed!r}")
    return Schedule(switch, "idle", seed, {})


def listed(watch: Any) -> tuple[Any, ...]:
    return tuple(watch) if isinstance(watch, (tuple, list, set)) else (watch,)
