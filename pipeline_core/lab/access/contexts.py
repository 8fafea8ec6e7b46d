"""Context variables: which context a thread is in, and what it reads and writes there.

Inside:  what ``ContextVar``, ``Context`` and ``copy_context`` touch.
Outside: other calls (calls), in which context a thread begins (threads).

Python does not say which ``Context`` is the current one. So the lab leaves a mark in it for a moment, and
looks which of those that the thread is known to enter has the mark. A context that is none of these is
unknown, and so is what is read and written there.
"""

from __future__ import annotations

from contextvars import Context, ContextVar
from functools import partial
from typing import Any

from pipeline_core.lab.access.attributes import UNKNOWN, star, touch
from pipeline_core.lab.scheduler.footprint import R, W

_MARK: ContextVar[object] = ContextVar("lab mark")
KINDS = (ContextVar, Context)
VARIABLES = ".variables"


def entered(target: Any, args: Any) -> tuple[Any, Any]:
    """What a thread's target calls in the end, and the Context in which it does, or None.

    ``Thread(target=context.run, args=(function,))`` is how a thread is given a context before Python 3.14.
    """
    context = None
    while True:
        if isinstance(target, partial):
            target, args = target.func, (*target.args, *args)
        elif isinstance(getattr(target, "__self__", None), Context) and target.__name__ == "run" and args:
            context, target, args = target.__self__, args[0], args[1:]
        else:
            return target, context


def current(sched: Any) -> Any:
    """The Context that the calling thread is in, or None if that is none that it is known to enter."""
    mark = object()
    token = _MARK.set(mark)
    try:
        return next((c for c in sched.current.contexts if c.get(_MARK) is mark), None)
    finally:
        _MARK.reset(token)


def touch_current(sched: Any, mode: int) -> Any:
    context = current(sched)
    if context is None:
        return star(sched, W)
    touch(sched, context, VARIABLES, mode)
    return context


def call_context(sched: Any, owner: Any, name: str, args: list[Any]) -> Any:
    """A method of a ContextVar or a Context."""
    if isinstance(owner, ContextVar):
        touch_current(sched, R if name == "get" else W)
        if name != "get":
            return UNKNOWN
        try:
            return owner.get()
        except LookupError:
            return args[0] if args else UNKNOWN
    touch(sched, owner, VARIABLES, R)
    if name in ("keys", "values", "items"):
        return tuple(getattr(owner, name)())
    return UNKNOWN


def copied(sched: Any) -> Any:
    """``copy_context()``: nobody else has the copy yet, and what is in it is what is in the original."""
    return touch_current(sched, R)
