"""Where a thread stands: the line of the user's code that it is in.

Inside:  yours, place_of.
Outside: which thread is looked at, and why (crew; lab.watchdog).
"""

import linecache
import os
from pathlib import Path
from types import FrameType

_LIBRARY = str(Path(__file__).parent)
_NOT_YOURS = (str(Path(os.__file__).parent), "<frozen")
_SITE = ("site-packages", "dist-packages")


def yours(frame: FrameType | None) -> FrameType | None:
    """Return the innermost frame of the user's own code, else of code that it calls; None in C code alone."""
    outside = None
    while frame is not None:
        name = frame.f_code.co_filename
        if not name.startswith(_LIBRARY) and "threading" not in frame.f_globals.get("__name__", ""):
            if not name.startswith(_NOT_YOURS) and not any(site in name for site in _SITE):
                return frame
            outside = outside or frame
        frame = frame.f_back
    return outside


def place_of(frame: FrameType | None) -> str:
    """Return the function and line in which a frame stands, and the text of that line if there is one."""
    if frame is None:
        return "in C code that a stage calls"
    text = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
    place = f"in {frame.f_code.co_name}, line {frame.f_lineno}"
    return f"{place}: {text}" if text else place
