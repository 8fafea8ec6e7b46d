"""An actor's life on its worker: registered, traced, run, taken down again.

Inside:  what happens when its function ends, by whatever exception.
Outside: starting and joining (threads), who moves (scheduler), ending it from outside (conduct).
"""

from __future__ import annotations

import sys
import threading
from _thread import get_ident, get_native_id
from contextvars import Context
from typing import Any

from pipeline_core.lab.access.callbacks import aloud, is_opaque, told
from pipeline_core.lab.access.contexts import entered
from pipeline_core.lab.code.frames import MONITORED
from pipeline_core.lab.scheduler.actor import Actor, Unwind, controlled, sending
from pipeline_core.lab.scheduler.footprint import ACTORS, W
from pipeline_core.lab.text import brief

_THREADING: Any = threading  # its private parts, which differ from version to version


def live(actor: Actor, pool: Any, worker: Any, function: Any, tracer: Any, context: Context) -> None:
    """The whole life of an actor on its worker: registered, traced, run, taken down again. Never raises."""
    sched = actor.sched
    ident = actor.ident = get_ident()
    controlled[ident] = actor
    thread: Any = actor.thread
    before = _THREADING._active.get(ident)
    _THREADING._active[ident] = thread
    try:
        if sched.ending is None:
            thread._ident = ident
            thread._native_id = get_native_id()
            run_function(actor, function, tracer, context)
    except Unwind:
        pass  # meant for the function, and late: it was just over
    while True:
        try:
            take_down(actor, ident, before)
            break
        except Unwind:
            continue  # as above
    if worker is not None:
        pool.idle.append(worker)
    sched.leave(actor)


def run_function(actor: Actor, function: Any, tracer: Any, context: Context) -> None:
    sched = actor.sched
    thread: Any = actor.thread
    target, given = entered(getattr(thread, "_target", None), getattr(thread, "_args", ()))
    actor.contexts = (context,) if given is None else (context, given)
    try:
        if is_opaque(target):
            thread._target = aloud(thread._target)
        actor.tracing = tracer
        if tracer is not None and not MONITORED:
            sys.settrace(tracer.calls)
        enter(sched, given)
        context.run(told(function) if actor.index else function)
    except Unwind:
        pass
    except SystemExit as error:
        left(actor, error)
    except BaseException as error:
        crashed(actor, error)
    finally:
        actor.tracing = None
        sys.settrace(None)
        enter(sched, given)


def enter(sched: Any, context: Any) -> None:
    """A thread enters or leaves a Context that it was given: a second one inside it at a time is an error."""
    if context is not None:
        sched.footprint.touch(context, ".entered")


def crashed(actor: Actor, error: BaseException) -> None:
    """Keep an exception that left a thread; the program's own excepthook still hears of it."""
    sched = actor.sched
    if sched.ending is not None:
        return
    actor.error = error
    if sched.error is None:
        sched.error, sched.error_actor = error, actor
    hook = threading.excepthook
    if actor.index and hook is not sched.excepthook:
        try:
            hook(threading.ExceptHookArgs((type(error), error, error.__traceback__, actor.thread)))
        except (Unwind, Exception):
            return


def left(actor: Actor, error: SystemExit) -> None:
    """``sys.exit``: in the first thread it ends the program with a code; in another, that thread alone."""
    sched = actor.sched
    if sched.ending is not None:
        return
    if actor.index == 0 and error.code not in (None, 0):
        crashed(actor, error)
    else:
        code = "" if error.code is None else brief(error.code)
        rest = "" if actor.index else ": the program has no result"
        sched.remark = f"{actor.name} ended itself by sys.exit({code}){rest}."


def take_down(actor: Actor, ident: int, before: Any) -> None:
    """Make the thread object look ended to everybody, then forget the thread."""
    sched = actor.sched
    sched.footprint.add((ACTORS, actor.index, W))
    if actor.index:
        mark_ended(actor.thread)
    if before is None:
        _THREADING._active.pop(ident, None)
    else:
        _THREADING._active[ident] = before
    controlled.pop(ident, None)
    if sched.ending is not None:
        with sending:
            pass  # nobody knocks any more; who did has done so
        for _ in range(10):
            pass  # and here at the latest it is heard


def mark_ended(thread: Any) -> None:
    if hasattr(thread, "_handle"):  # Python 3.13
        thread._handle = _THREADING._make_thread_handle(thread._ident or 1)
        thread._handle._set_done()
    else:
        thread._tstate_lock = None
        thread._is_stopped = True
    if hasattr(thread, "_target"):
        del thread._target, thread._args, thread._kwargs
