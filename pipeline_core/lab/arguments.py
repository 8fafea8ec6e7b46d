"""What a caller may give the lab: checked before anything runs.

Inside:  one checker a parameter; each names the value, what is allowed, and the cure.
Outside: what the parameters mean (simulation, exploration), a schedule's own syntax (scheduler/schedule).
"""

from __future__ import annotations

import inspect
import sys
import types
from _thread import get_ident
from importlib.machinery import ExtensionFileLoader

from pipeline_core.lab.code.callables import functions_of
from pipeline_core.lab.scheduler.actor import controlled
from pipeline_core.lab.scheduler.schedule import GRAINS, Schedule, parse
from pipeline_core.lab.text import brief, called

IN_C = "It is written in C and has no lines."
_ASYNC = (inspect.iscoroutinefunction, inspect.isgeneratorfunction, inspect.isasyncgenfunction)


class Unsaid(str):
    """A default that equals what it stands for, and can still be told from the same said outright."""

    __slots__ = ()


LINE_GRAIN = Unsaid("line")


def check_program(program: object) -> None:
    """TypeError unless ``program`` is an ordinary function that can be called without arguments."""
    if not callable(program):
        raise TypeError(
            f"the lab runs a function of no arguments, not {named(program)}. "
            "Pass the function itself: simulate(program), not simulate(program())."
        )
    if runs_later(program):
        raise TypeError(
            f"{called(program)} is an async or generator function: calling it runs nothing. "
            "The lab runs ordinary functions; wrap it in one that does all of the work."
        )
    try:
        inspect.signature(program).bind()
    except TypeError as error:
        raise TypeError(
            f"{called(program)} needs arguments ({error}), and the lab calls it without any. "
            "Wrap it: lambda: program(…)."
        ) from None
    except ValueError:
        pass  # a built-in without a signature: calling it will tell
    if get_ident() in controlled:
        raise RuntimeError("the lab cannot run inside a program that it is running; call it from outside.")


def check_check(check: object) -> None:
    """TypeError unless ``check`` is None or an ordinary function that takes a Run."""
    if check is None:
        return
    wanted = "check must be a function of one argument, the finished Run"
    if not callable(check):
        raise TypeError(f"{wanted}, not {named(check)}. For example: check=lambda run: run.result == 2.")
    if runs_later(check):
        raise TypeError(f"{wanted}; {called(check)} is an async or generator function, which never says no.")
    try:
        inspect.signature(check).bind(None)
    except TypeError as error:
        raise TypeError(f"{wanted}; {called(check)} cannot be called so ({error}).") from None
    except ValueError:
        pass


def runs_later(function: object) -> bool:
    """Whether a call runs none of it: an async or generator function, or an object called as one."""
    method = getattr(type(function), "__call__", None)  # noqa: B004  not whether, but which
    return any(kind(function) or kind(method) for kind in _ASYNC)


def check_plan(schedule: object, seed: object, switch: object) -> Schedule:
    """The schedule that these three describe."""
    if switch not in GRAINS:
        raise ValueError(f"switch must be one of {', '.join(map(repr, GRAINS))}, not {switch!r}")
    if schedule is not None and seed is not None:
        raise ValueError("give a schedule or a seed, not both: a schedule already says every move")
    if schedule is not None:
        plan = parse(schedule)
        if switch != plan.switch and not isinstance(switch, Unsaid):
            raise ValueError(
                f"schedule {schedule!r} was made at grain {plan.switch!r}, which does not go with "
                f"switch={switch!r}. Leave switch out: a schedule carries its own."
            )
        return plan
    if seed is not None and (not isinstance(seed, int) or isinstance(seed, bool)):
        raise TypeError(f"seed must be a whole number, not {seed!r}")
    return Schedule(str(switch), "idle", seed, {})


def whole(name: str, value: object, least: int, besides: str = "") -> None:
    """TypeError or ValueError unless ``value`` is a whole number of at least ``least``."""
    wanted = f"{name} must be {besides}a whole number of at least {least}, not {named(value)}"
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(wanted)
    if value < least:
        raise ValueError(wanted)


def listed(watch: object) -> tuple[object, ...]:
    """``watch`` as a tuple; TypeError if there is something in it that has no lines to watch."""
    things = tuple(watch) if isinstance(watch, (tuple, list, set, frozenset)) else (watch,)
    for thing in things:
        cure = cure_for(thing)
        if cure:
            raise TypeError(
                f"watch takes functions, classes and modules written in Python, not {named(thing)}. {cure}"
            )
    return things


def cure_for(thing: object) -> str:
    """What to do instead of watching ``thing``; empty if it can be watched."""
    if isinstance(thing, types.ModuleType):
        in_c = isinstance(getattr(thing, "__loader__", None), ExtensionFileLoader)
        return IN_C if in_c or thing.__name__ in sys.builtin_module_names else ""
    if isinstance(thing, type):
        heap = thing.__flags__ & 1 << 9  # made by a class statement, not by C
        return "" if heap else IN_C
    if functions_of(thing):
        return ""
    if isinstance(thing, str):
        return f"Pass the object itself and not its name: watch={thing}."
    if thing is None:
        return "Leave it out to watch nothing more."
    return IN_C if callable(thing) else "Pass the class of it."


def named(value: object) -> str:
    return called(value) if callable(value) else brief(value)
