"""Context variables: what reading, setting and entering a context touches.

Inside:  the Context that a thread is in, its variables as one part of it, contexts given to a thread.
Outside: all other objects (touches), calls in general (effects).

Python does not say which ``Context`` is the current one. So the lab sets a variable of its own in it for a
moment, and looks which of those that the thread is known to enter has it now. A context that is none of
these is unknown, and so is what is read and written there.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import Context, ContextVar
from functools import partial
from typing import Any

from pipeline_core.lab.access.touches import everything, touch
from pipeline_core.lab.scheduler.footprint import R, W
from pipeline_core.lab.scheduler.scheduler import Scheduler

VARIABLES = ".variables"  # what is in a context, as a part of it
_MARK: ContextVar[object] = ContextVar("lab mark")


def entered(target: Any, args: Sequence[Any]) -> tuple[Any, Context | None]:
    """What a thread's target calls in the end, and the Context in which it does, or None.

    ``Thread(target=context.run, args=(function,))`` is how a thread is given a context before Python 3.14.
    """
    context: Context | None = None
    while True:
        if isinstance(target, partial):
            args = (*target.args, *args)
            target = target.func
        elif isinstance(getattr(target, "__self__", None), Context) and target.__name__ == "run" and args:
            context = target.__self__
            target = args[0]
            args = args[1:]
        else:
            return target, context


def current(sched: Scheduler) -> Context | None:
    """The Context that the calling thread is in, or None if that is none that it is known to enter."""
    me = sched.current
    known: tuple[Context, ...] = me.contexts if me is not None else ()
    mark = object()
    token = _MARK.set(mark)
    try:
        return next((context for context in known if context.get(_MARK) is mark), None)
    finally:
        _MARK.reset(token)


def touch_current(sched: Scheduler, mode: int) -> None:
    context = current(sched)
    if context is None:
        everything(sched)
    else:
        touch(sched, context, VARIABLES, mode)


def call_context(sched: Scheduler, owner: ContextVar[Any] | Context, name: str, args: Sequence[Any]) -> None:
    """A method of a ContextVar or a Context."""
    if isinstance(owner, ContextVar):
        touch_current(sched, R if name == "get" else W)
    elif name == "run":
        touch(sched, owner, ".entered", W)  # a second thread inside it at a time is an error
    else:
        touch(sched, owner, VARIABLES, R)
