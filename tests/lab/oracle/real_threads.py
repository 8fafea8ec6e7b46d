"""Run one program many times with real threads; a process of its own, without the lab.

Reads ``{"source": …, "times": …, "grain": …}`` and prints the list of the final states seen. At opcode
grain threads are switched every microsecond, wherever CPython does it. At line grain they are switched
between lines only: the switch interval is longer than any run, and a trace function sleeps before lines
drawn by lot, and before bytecodes of the standard library's own Python code, which the lab takes as part of
the call: there lies what both of its searches miss. Half of the runs at opcode grain do both. The modules
that guard their own data are left alone.
"""

from __future__ import annotations

import contextlib
import faulthandler
import io
import json
import os
import random
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

GUARDED = ("threading", "queue", "concurrent.futures", "logging", "weakref", "_weakrefset", "importlib")


OWN = "oracle_program"
here = (
    threading.local()
)  # .calls: how many calls of the library the present line of the program has made; .slept
finer: list[bool] = []  # not empty if this run was switched inside a line of the program after all


def maybe_sleep() -> None:
    if random.random() < 0.15:
        here.slept = True
        time.sleep(1e-6)


def tracer_at(line_grain: bool) -> Callable[[Any, str, Any], Any]:  # noqa: C901  # one case after the other
    """A trace function that sleeps now and then, so that another thread goes first."""

    def own_line(frame: Any, event: str, arg: object) -> Any:
        if event == "line":
            maybe_sleep()
            here.calls = 0
            here.slept = False
        return own_line

    def anywhere(frame: Any, event: str, arg: object) -> Any:
        frame.f_trace_opcodes = True
        if event == "opcode":
            maybe_sleep()
        return anywhere

    def called(frame: Any, event: str, arg: object) -> Any:
        name = frame.f_globals.get("__name__") or "importlib"
        if name.startswith(GUARDED) or frame.f_code.co_name[0] == "<":
            return None
        if not line_grain:
            frame.f_trace_opcodes = True
            return anywhere
        if name == OWN:
            return own_line
        # Between two calls in one line is inside that line, which is another grain: so only inside the first
        # one, and a run that slept there is of no use if a second one follows.
        outermost = frame.f_back is not None and frame.f_back.f_globals.get("__name__") == OWN
        here.calls = getattr(here, "calls", 0) + outermost
        if here.calls > 1:
            if getattr(here, "slept", False):
                finer.append(True)
            return None
        frame.f_trace_opcodes = True
        return anywhere

    return called


def main() -> None:
    job = json.loads(sys.stdin.read())
    space: dict[str, Any] = {"__name__": OWN}
    sys.modules[OWN] = sys.modules["__main__"]  # dataclasses ask for the module of a class
    exec(compile(job["source"], "<oracle>", "exec"), space)
    program = space["program"]
    states: set[tuple[str, str, str]] = set()
    errors: list[BaseException | None] = []
    threading.excepthook = lambda told: errors.append(told.exc_value)

    def give_up() -> None:  # a deadlock is a final state too
        print(json.dumps([*states, ("deadlock", "", "")]), flush=True)
        os._exit(0)

    faulthandler.disable()
    line = job["grain"] == "line"
    tracer = tracer_at(line)
    sys.setswitchinterval(100 if line else 1e-6)
    for number in range(job["times"]):
        traced = line or number % 2
        errors.clear()
        finer.clear()
        watch = threading.Timer(5, give_up)
        watch.daemon = True
        watch.start()
        result = ""
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                threading.settrace(tracer if traced else None)
                sys.settrace(tracer if traced else None)
                result = repr(program())
        except Exception as error:
            errors.append(error)
        finally:
            sys.settrace(None)
            threading.settrace(None)
        watch.cancel()
        if finer:
            continue
        if errors:
            states.add(("error", "", type(errors[0]).__name__))
        else:
            states.add(("finished", result, ""))
    print(json.dumps(sorted(states)))


main()
