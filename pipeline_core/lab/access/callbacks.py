"""Callbacks: what the program gives to the standard library to be called later.

Inside:  the places where the standard library calls what it was given; which callables have no line of the
         program in them.
Outside: putting hooks into a callable, or noting its call (hooks), what a call touches (effects), threads and
         pools themselves (runtime/threads, primitives/futures).

``Thread(target=items.append)`` has no line of the program in it, so no hook stands in front of the call. Such
a callable is wrapped where it is given to the standard library, and notes what it touches while it is under
way.
"""

from __future__ import annotations

import functools
import threading
from _thread import get_ident
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from pipeline_core.lab.access.hooks import noted
from pipeline_core.lab.access.touches import TRUSTED, class_entry, read_contents, touch
from pipeline_core.lab.code.callables import foreign
from pipeline_core.lab.primitives.replacing import REAL, replaces
from pipeline_core.lab.scheduler.actor import controlled
from pipeline_core.lab.scheduler.footprint import R


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


def watchable(function: Any) -> Any:
    """``function`` with hooks in it, or one that notes what it may touch."""
    return noted(function) if function is not None else None


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
    me = controlled.get(get_ident())
    if me is None:
        REAL[threading.Timer, "run"](self)
        return
    self.finished.wait(self.interval)
    if not self.finished.is_set():
        if me.sched.footprint.observing:  # all three may have been changed meanwhile
            for name in ("function", "args", "kwargs"):
                touch(me.sched, self, f".{name}", R)
                read_contents(me.sched, vars(self)[name])
        watchable(self.function)(*self.args, **self.kwargs)
    self.finished.set()


@replaces(threading.Barrier, "_release")
def barrier_release(self: threading.Barrier) -> None:
    if controlled.get(get_ident()) is not None:
        vars(self)["_action"] = watchable(vars(self)["_action"])
    REAL[threading.Barrier, "_release"](self)
