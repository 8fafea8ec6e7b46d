"""What a call of ``concurrent.futures`` or of a Timer does, said in a few words as it takes place.

Inside:  the answers of ``cancel``, ``done`` and kin; which futures ``as_completed`` and ``wait`` find done;
         when a pool's worker begins and ends one; a timer that runs out or is cancelled.
Outside: all other synchronisation calls (sync_facts), the names of the objects (watcher).

These are made of locks and events that the program never sees. ``result()`` has no words here: it waits, and
says nothing of the order in which futures were done.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, as_completed, wait
from types import FrameType
from typing import Any

from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.primitives.futures import Section, stable_id
from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.scheduler.footprint import Numbers
from pipeline_core.lab.story.sync_facts import Fact, timer_fact

NameOf = Callable[[Any], str]

_LOOKS = (as_completed.__code__, wait.__code__)
_OVER = ("CANCELLED", "CANCELLED_AND_NOTIFIED", "FINISHED")
_STATES = {"PENDING": "it has not begun", "RUNNING": "it is running", "FINISHED": "it is done"}
_ENDS = {"set_result": "done", "set_exception": "done: it raised an exception"}


def future_facts(me: Actor, operation: FrameType, numbers: Numbers, name_of: NameOf) -> list[Fact] | None:
    """What ``me``, whose turn has just come, does to futures; None if the call is none of theirs."""

    def fact(text: str, what: str, *futures: object, write: bool = False) -> Fact:
        return Fact(text, tuple(("object", numbers.number(f)) for f in futures), write, what, kind="future")

    caller = operation.f_back
    if caller is None or operation.f_globals is not Section.__enter__.__globals__:
        return looks(me, caller, fact, name_of) if caller is not None and caller.f_code in _LOOKS else None
    if isinstance(me.obj, Future):
        method = caller.f_code.co_name
        if caller.f_code.co_name == "__enter__" and caller.f_back is not None:
            return looks(me, caller.f_back, fact, name_of)
        if variables(caller).get("self") is not me.obj or _tidies_up(method, caller.f_back, me.obj):
            return []
        return asked(me.obj, method, fact, name_of(me.obj))
    return looks(me, caller, fact, name_of) if caller.f_code in _LOOKS else None


def _tidies_up(method: str, caller: FrameType | None, future: Any) -> bool:
    """``map`` cancels each future whose result it has handed out; no line of the program asks for that."""
    inside = caller is not None and caller.f_globals is Future.cancel.__globals__
    return method == "cancel" and inside and future._state == "FINISHED"


def asked(future: Any, method: str, fact: Callable[..., Fact], name: str) -> list[Fact]:
    """A method of a future is called, and nobody can change the future before it has its answer."""
    state = str(future._state)
    over = state in _OVER
    if method == "cancel":
        can = state not in ("RUNNING", "FINISHED")
        why = "" if can else f": {_STATES[state]}"
        return [fact(f"{name}.cancel() is {can}{why}", name, future, write=state == "PENDING")]
    answers = {"done": over, "running": state == "RUNNING", "cancelled": over and state != "FINISHED"}
    if method in answers:
        return [fact(f"{name}.{method}() is {answers[method]}", name, future)]
    if method == "set_running_or_notify_cancel":
        text = f"begins {name}" if state == "PENDING" else f"leaves out {name}, which was cancelled"
        return [fact(text, name, future, write=True)]
    return [fact(f"{name} is {_ENDS[method]}", name, future, write=True)] if method in _ENDS else []


def looks(me: Actor, frame: FrameType, fact: Callable[..., Fact], name_of: NameOf) -> list[Fact] | None:
    """``as_completed`` or ``wait`` looks which futures are done: at the beginning, or once it was told."""
    if frame.f_code not in _LOOKS or me.fired:
        return None
    inside = variables(frame)
    futures = sorted(inside.get("fs", ()), key=stable_id)
    if "waiter" not in inside:
        found = [f for f in futures if f._state in _OVER]
    elif frame.f_code is wait.__code__ or me.kind == "collect":
        found = list(inside["waiter"].finished_futures)
    else:
        return []
    call = f"{frame.f_code.co_name}()"
    names = ", ".join(map(name_of, found[:3])) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
    return [fact(f"{call} finds {names or 'none of the futures'} done", call, *futures)]


def timer_facts(me: Actor, name: str, operation: FrameType, numbers: Numbers) -> list[Fact] | None:
    """A Timer waits for its time, or is cancelled; None if this is no call of a Timer."""
    caller = operation.f_back
    timer = variables(caller).get("self") if caller is not None else None
    if caller is None or not isinstance(timer, threading.Timer):
        return None
    key = ("object", numbers.number(me.obj))
    if caller.f_code.co_name == "cancel":
        return [Fact(f"cancels {name}", (key,), True, name)]
    if me.fired:
        return [timer_fact(me, name, key, f"the time of {name} is over")]
    return [Fact(f"finds {name} cancelled", (key,), False, name)] if me.kind == "wait" else []
