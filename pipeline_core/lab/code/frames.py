"""The variables of a frame, looked at without leaving a trace.

Inside:  copies of a frame's variables, and what a look leaves behind undone; the line a frame is at.
Outside: which frames are looked at, and when (runtime/tracing, story, stepper).

Up to Python 3.12 ``frame.f_locals`` fills a dict that the frame keeps. So a look would hold objects alive
that the program has let go (a generator then is not closed at its ``del``), and what was seen would be
written back, over what others have written since, when the frame's trace function returns. ``let_go`` undoes
both. From 3.13 on ``f_locals`` is a view and nothing has to be undone.
"""

from __future__ import annotations

import ctypes
import linecache
import sys
from inspect import CO_OPTIMIZED
from types import FrameType
from typing import Any

MONITORED = sys.version_info >= (3, 12)  # sys.monitoring tells of lines; before, sys.settrace
KEPT = sys.version_info < (3, 13)  # a look leaves a dict behind
_UNSHARED = 4  # references to that dict while nobody but the frame and ``let_go``'s caller has it

if KEPT:
    _write_back = ctypes.pythonapi.PyFrame_LocalsToFast
    _write_back.argtypes = [ctypes.py_object, ctypes.c_int]
    _write_back.restype = None


def let_go(frame: FrameType, seen: dict[str, Any]) -> None:
    """Undo a look: ``seen`` is ``frame.f_locals`` as it was got just now. Only where ``KEPT`` is true."""
    if frame.f_code.co_flags & CO_OPTIMIZED:  # elsewhere, in a class body, it is the namespace itself
        _write_back(frame, 0)  # changes nothing, since it is fresh; from here on nothing is written back
        if sys.getrefcount(seen) <= _UNSHARED:  # the program may have it too: it called locals()
            seen.clear()


def variables(frame: FrameType) -> dict[str, Any]:
    """The variables of ``frame`` by name: a copy."""
    seen = frame.f_locals
    found = dict(seen)
    if KEPT:
        let_go(frame, seen)
    return found


def refresh(frame: FrameType) -> None:
    """Somebody may have looked while the frame stood still: what has gone stale must not be written back."""
    seen = frame.f_locals
    let_go(frame, seen)


def line_text(frame: FrameType) -> str:
    """The source line that ``frame`` is at, without its indent; nothing where there is no source."""
    return linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
