"""Code in which no line can be watched: what the standard library calls of it is noted before and after.

Inside:  which callables these are; the places where the standard library calls what it was given; what is
         hidden even where lines can be watched.
Outside: what is touched by code that can be watched (effects), threads and pools themselves (threads).
"""

from __future__ import annotations

import functools
import threading
import weakref
from _thread import get_ident
from concurrent.futures import Future, ThreadPoolExecutor
from types import FrameType
from typing import Any

from pipeline_core.lab.access.attributes import TRUSTED, find
from pipeline_core.lab.access.calls import call
from pipeline_core.lab.code.callables import foreign
from pipeline_core.lab.primitives.replacing import REAL, replaces
from pipeline_core.lab.scheduler.actor import controlled


def is_opaque(function: Any) -> bool:
    """Is this C code, such as ``items.append``, or an installed package's, that guards nothing itself?"""
    while isinstance(function, functools.partial):
        function = function.func
    function = getattr(function, "__func__", function)
    if function is None:
        return False
    if not hasattr(function, "__code__"):
        function = find(type(function), "__call__")
    module = getattr(function, "__globals__", {}).get("__name__", "")
    return not hasattr(function, "__code__") or (foreign(module) and not module.startswith(TRUSTED))


def aloud(function: Any) -> Any:
    """``function``, which says what it may touch before it runs and when it is back."""

    def noted(*args: Any, **kwargs: Any) -> Any:
        me = controlled.get(get_ident())
        if me is None:
            return function(*args, **kwargs)
        given = [*args, *kwargs.values()]
        say(me.sched, function, given)
        try:
            return function(*args, **kwargs)
        finally:
            say(me.sched, function, given)

    return noted


def say(sched: Any, function: Any, args: list[Any]) -> None:
    if sched.footprint.observing:
        call(sched, function, args)


def told(function: Any) -> Any:
    """``function`` itself if its lines can be watched."""
    return aloud(function) if is_opaque(function) else function


@replaces(ThreadPoolExecutor, "submit")
def submit(self: Any, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
    if controlled.get(get_ident()) is not None:
        fn = told(fn)
    return REAL[ThreadPoolExecutor, "submit"](self, fn, *args, **kwargs)


@replaces(Future, "add_done_callback")
def add_done_callback(self: Any, fn: Any) -> None:
    if controlled.get(get_ident()) is not None:
        fn = told(fn)
    REAL[Future, "add_done_callback"](self, fn)


@replaces(threading.Timer, "run")
def timer_run(self: Any) -> None:
    if controlled.get(get_ident()) is not None:
        self.function = told(self.function)
    REAL[threading.Timer, "run"](self)


@replaces(threading.Barrier, "_release")
def barrier_release(self: Any) -> None:
    if controlled.get(get_ident()) is not None:
        self._action = told(self._action)
    REAL[threading.Barrier, "_release"](self)


def hidden(frame: FrameType) -> str:
    """What the code of ``frame`` may do to shared state that no look at its statements tells; or ""."""
    for name in frame.f_code.co_names:
        meant = frame.f_globals.get(name)
        if name in ("__dict__", "vars", "globals"):
            return f"the program reaches variables through {name}"
        if meant is weakref or getattr(meant, "__module__", None) in ("weakref", "_weakref"):
            return f"when an object goes, and what then happens ({name}), is not observed"
    return ""
