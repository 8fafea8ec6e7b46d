"""Instruction events from Python 3.12 on: ``sys.monitoring`` instead of the trace function.

Inside:  a monitoring tool that is there only while a call at opcode grain runs.
Outside: which instructions are switch points (tracing).

From 3.12 on the trace function gets no opcode events in the first run of a function, and a switch
point that is there only the second time would make two runs of one schedule differ. Monitoring
can be told of a code object before it runs; one that turns up unannounced makes the run be played again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

NEEDED = sys.version_info >= (3, 12)


class Instructions:
    """The switch points inside lines, for the code objects it was told of."""

    def __init__(self, codes: list[Any], at: Callable[[Any, int, Any], None]) -> None:
        """``at(code, offset, frame)`` is called before each instruction, in whichever thread runs it."""
        self.codes = list(codes)
        self.known = {id(code) for code in codes}
        self.at = at
        self.tool: int | None = None
        self.late = False

    def enter(self) -> None:
        monitoring = sys.monitoring  # type: ignore[attr-defined]
        for tool in (4, 3, 2, 1, 0, 5):
            if monitoring.get_tool(tool) is None:
                break
        else:
            raise RuntimeError("switch='opcode' needs a free sys.monitoring tool; all six are in use")
        monitoring.use_tool_id(tool, "pipeline_core.lab")
        self.tool = tool
        monitoring.register_callback(tool, monitoring.events.INSTRUCTION, self.event)
        for code in self.codes:
            monitoring.set_local_events(tool, code, monitoring.events.INSTRUCTION)

    def event(self, code: Any, offset: int) -> None:
        self.at(code, offset, sys._getframe(1))

    def add(self, code: Any) -> None:
        """A code object that nobody announced: its first run went unseen."""
        if id(code) not in self.known and self.tool is not None:
            self.known.add(id(code))
            self.codes.append(code)
            self.late = True
            monitoring = sys.monitoring  # type: ignore[attr-defined]
            monitoring.set_local_events(self.tool, code, monitoring.events.INSTRUCTION)

    def leave(self) -> None:
        if self.tool is None:
            return
        monitoring = sys.monitoring  # type: ignore[attr-defined]
        for code in self.codes:
            monitoring.set_local_events(self.tool, code, 0)
        monitoring.register_callback(self.tool, monitoring.events.INSTRUCTION, None)
        monitoring.free_tool_id(self.tool)
        self.tool = None
