"""Events from Python 3.12 on: ``sys.monitoring`` tells of the watched code and of no other.

Inside:  the lab's one monitoring tool, there only while a call runs; which code it is told of.
Outside: what an event means (tracing), which code is watched (tracing), the trace function of 3.11.

``sys.settrace`` slows down all code of the process, and turning it on or off makes Python rewrite every
function it meets. Here a function that is not watched costs one event a call of the lab: at its first start
it is looked at, and the event of this code object is turned off (DISABLE). That lasts until
``restart_events``, which turns on again whatever a tool of the process has turned off; it is called once at
the beginning of a call of the lab, which may watch what earlier ones did not. Events of lines are asked for
one code object at a time.
"""

from __future__ import annotations

import sys
from _thread import allocate_lock, get_ident
from inspect import CO_GENERATOR
from sys import _getframe
from types import CodeType, FrameType
from typing import Any

from pipeline_core.lab.runtime.tracing import Watch
from pipeline_core.lab.scheduler.actor import controlled

_monitoring: Any = getattr(sys, "monitoring", None)
_guard = allocate_lock()
_tool: int | None = None
_users: tuple[Watch, ...] = ()  # the Watch objects of the calls under way
_codes: dict[int, CodeType] = {}  # the code objects that raise events
_wanted = 0  # which events


def enter(watch: Watch) -> None:
    """Begin to hear of the code that a Watch names; calls of the lab may overlap."""
    global _tool, _users, _wanted
    with _guard:
        events = _monitoring.events
        if _tool is None:
            _tool = _free_tool()
            _monitoring.use_tool_id(_tool, "pipeline_core.lab")
            for event, heard in _HEARD.items():
                _monitoring.register_callback(_tool, getattr(events, event), heard)
            _wanted = events.PY_START | events.LINE | events.PY_RETURN | events.PY_YIELD
        _users += (watch,)
        _monitoring.set_events(
            _tool, events.PY_START | events.PY_RESUME | events.PY_THROW | events.PY_UNWIND | events.RAISE
        )
        _monitoring.restart_events()  # what earlier calls did not watch, this one may


def leave(watch: Watch) -> None:
    """The call with this ``watch`` is over; with the last one the tool goes."""
    global _tool, _users
    with _guard:
        _users = tuple(user for user in _users if user is not watch)
        if _users or _tool is None:
            return
        _monitoring.set_events(_tool, 0)
        for code in _codes.values():
            _monitoring.set_local_events(_tool, code, 0)
        _codes.clear()
        for event in _HEARD:
            _monitoring.register_callback(_tool, getattr(_monitoring.events, event), None)
        _monitoring.free_tool_id(_tool)
        _tool = None


def forget_old_code(most: int) -> None:
    """Let go the code that was met first: a program may make new code in each run.

    Between two runs of the only call, when none of it is running: if it begins again, it is met again.
    """
    with _guard:
        if _tool is None or len(_users) > 1:
            return
        for key in list(_codes)[:-most]:
            _monitoring.set_local_events(_tool, _codes.pop(key), 0)


def _free_tool() -> int:
    free = [tool for tool in (4, 3, 2, 1, 0, 5) if _monitoring.get_tool(tool) is None]
    if not free:
        raise RuntimeError("the lab needs a free sys.monitoring tool; all six are in use")
    return free[0]


def _started(code: CodeType, offset: int) -> Any:
    """A function begins or goes on: from its first start on it is watched, or left alone."""
    if id(code) in _codes:
        if code.co_flags & CO_GENERATOR or code.co_name == "__del__":
            _begins(_getframe(1))
        return None  # not DISABLE: 3.13 gives no line event after a start without event, on the same line
    frame = _getframe(1)
    for watch in _users:
        if watch.steps(frame) is not None:
            break
    else:
        return _monitoring.DISABLE
    with _guard:
        if _tool is not None:
            _codes[id(code)] = code
            _monitoring.set_local_events(_tool, code, _wanted)
    _begins(frame)
    return None


def _thrown(code: CodeType, offset: int, error: BaseException) -> None:
    if id(code) in _codes:
        _begins(_getframe(1))


def _begins(frame: FrameType) -> None:
    actor = controlled.get(get_ident())
    if actor is not None and actor.tracing is not None:
        actor.tracing.begins(actor, frame)


def _line(code: CodeType, line: int) -> Any:
    actor = controlled.get(get_ident())
    if actor is None or actor.tracing is None:
        return None
    try:
        return None if actor.tracing.line(actor, _getframe(1)) else _monitoring.DISABLE
    except BaseException:
        actor.tracing = None  # being unwound: what its handlers still do is no step
        raise


def _left(code: CodeType, offset: int, result: object) -> None:
    actor = controlled.get(get_ident())
    if actor is not None and actor.tracing is not None:
        actor.tracing.left(actor, _getframe(1))


def _unwound(code: CodeType, offset: int, error: BaseException) -> None:
    if id(code) in _codes:
        actor = controlled.get(get_ident())
        if actor is not None and actor.tracing is not None:
            actor.tracing.left(actor, _getframe(1))


def _raised(code: CodeType, offset: int, error: BaseException) -> None:
    if id(code) in _codes:
        actor = controlled.get(get_ident())
        if actor is not None and actor.tracing is not None and actor.tracing.told is not None:
            actor.tracing.told.raised(actor, _getframe(1), error)


_HEARD = {
    "PY_START": _started, "PY_RESUME": _started, "LINE": _line,
    "PY_THROW": _thrown, "PY_RETURN": _left, "PY_YIELD": _left, "PY_UNWIND": _unwound, "RAISE": _raised,
}  # fmt: skip
