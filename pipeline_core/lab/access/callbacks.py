"""Callbacks: code in which no line can be watched, called by the standard library for the program.

Inside:  which callables these are; the places where the standard library calls what it was given; what is
         hidden even where lines can be watched.
Outside: what code touches whose lines can be watched (statements), what a call touches (calls), threads and
         pools themselves (runtime/threads, primitives/futures).

``Thread(target=items.append)`` has no line of the program in it, so no look at a statement tells that it
writes to ``items``. Such a callable is wrapped where it is given to the standard library. What it may
touch is noted before it runs, and again when it is back: it may have waited on the way (a package's function
that takes a lock, a ``key=`` that does), and what it did after that belongs to another step.
"""

from __future__ import annotations

import functools
import threading
import weakref
from _thread import get_ident
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import FrameType
from typing import Any

from pipeline_core.lab.access.attributes import TRUSTED, class_entry
from pipeline_core.lab.access.calls import call
from pipeline_core.lab.code.callables import foreign
from pipeline_core.lab.primitives.replacing import REAL, replaces
from pipeline_core.lab.scheduler.actor import controlled
from pipeline_core.lab.scheduler.scheduler import Scheduler


def is_opaque(function: object) -> bool:
    """Is this C code, such as ``items.append``, or an installed package's, that guards nothing itself?"""
    while isinstance(function, functools.partial):
        function = function.func
    function = getattr(function, "__func__", function)
    if function is None:
        return False
    if not hasattr(function, "__code__"):
        function = class_entry(type(function), "__call__")
    module = getattr(function, "__globals__", {}).get("__name__", "")
    return not hasattr(function, "__code__") or (foreign(module) and not module.startswith(TRUSTED))


def noting_calls(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function``, which notes what it may touch before it runs and when it is back."""

    def noted(*args: Any, **kwargs: Any) -> Any:
        me = controlled.get(get_ident())
        if me is None:
            return function(*args, **kwargs)
        given = [*args, *kwargs.values()]
        note_call(me.sched, function, given)
        try:
            return function(*args, **kwargs)
        finally:
            note_call(me.sched, function, given)

    return noted


def note_call(sched: Scheduler, function: Callable[..., Any], args: list[Any]) -> None:
    if sched.footprint.observing:
        call(sched, function, args)


def watchable(function: Any) -> Any:
    """``function`` itself if its lines can be watched, else one that notes what it may touch."""
    return noting_calls(function) if is_opaque(function) else function


@replaces(ThreadPoolExecutor, "submit")
def submit(self: ThreadPoolExecutor, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    if controlled.get(get_ident()) is not None:
        fn = watchable(fn)
    return REAL[ThreadPoolExecutor, "submit"](self, fn, *args, **kwargs)


@replaces(Future, "add_done_callback")
def add_done_callback(self: Future[Any], fn: Callable[..., Any]) -> None:
    if controlled.get(get_ident()) is not None:
        fn = watchable(fn)
    REAL[Future, "add_done_callback"](self, fn)


@replaces(threading.Timer, "run")
def timer_run(self: threading.Timer) -> None:
    if controlled.get(get_ident()) is not None:
        self.function = watchable(self.function)
    REAL[threading.Timer, "run"](self)


@replaces(threading.Barrier, "_release")
def barrier_release(self: threading.Barrier) -> None:
    if controlled.get(get_ident()) is not None:
        vars(self)["_action"] = watchable(vars(self)["_action"])
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
