"""Code that asks who called it: the frames of hooks do not count.

Inside:  ``sys._getframe`` and its kin, and what ``logging`` takes for a frame of its own.
Outside: what has to be called without a frame in between (hooks), where this is put in place
         (runtime/patching).

While a step is observed, a call of code without hooks goes through a frame of the lab (``hooks.Noted``). The
library tells much from the caller's frame: the module of a ``namedtuple``, an ``Enum``, a ``NewType``, the
function that a line in the log came from. The lab's own code has bound the real ``_getframe``, and counts
every frame.
"""

from __future__ import annotations

import logging
import sys
from sys import _getframe
from types import FrameType

from pipeline_core.lab.access import hooks
from pipeline_core.lab.primitives.replacing import REAL, replaces, swaps

_HOOKS = hooks.call.__code__.co_filename


@swaps(sys, "_getframe")
def getframe(depth: int = 0, /) -> FrameType:
    frame: FrameType | None = _getframe(1)
    while frame is not None:
        if frame.f_code.co_filename != _HOOKS:
            if depth <= 0:
                return frame
            depth -= 1
        frame = frame.f_back
    raise ValueError("call stack is not deep enough")


def getframemodulename(depth: int = 0) -> str | None:
    try:
        name = getframe(depth + 1).f_globals.get("__name__")
    except ValueError:
        return None
    return name if isinstance(name, str) else None


if hasattr(sys, "_getframemodulename"):  # from Python 3.12 on
    swaps(sys, "_getframemodulename")(getframemodulename)


@replaces(logging, "_is_internal_frame")
def is_internal_frame(frame: FrameType) -> bool:
    return frame.f_code.co_filename == _HOOKS or bool(REAL[logging, "_is_internal_frame"](frame))
