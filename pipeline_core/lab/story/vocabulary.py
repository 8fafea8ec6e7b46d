"""The words of a story: how values are told.

Inside:  ``value_text``.
Outside: the sentences (explanation), what is told (line_log, sync_facts).
"""

from __future__ import annotations

from types import FrameType
from typing import Any

from pipeline_core.lab.text import brief

LONGEST = 32  # characters of a value that is told in full


def value_text(value: Any, frame: FrameType | None = None) -> str:
    """A value in few characters, the same in each run and in each Python; no code of the program is run.

    ``frame``: where a global name for an object without a text of its own may be found.
    """

    def name_of(thing: Any) -> str:
        return "" if frame is None else global_name(frame, thing)

    return brief(value, LONGEST, own_repr=False, lengths=True, name_of=name_of)


def global_name(frame: FrameType, value: Any) -> str:
    """The name under which the program's module holds an object, such as a sentinel."""
    for name, held in list(frame.f_globals.items()):
        if held is value and not name.startswith("_"):
            return name
    return ""
