"""Run one program many times with real threads that are switched every microsecond; a process of its own.

Reads ``{"source": …, "times": …}`` and prints the list of the final states seen.
"""

from __future__ import annotations

import contextlib
import faulthandler
import io
import json
import os
import sys
import threading
from typing import Any


def main() -> None:
    job = json.loads(sys.stdin.read())
    space: dict[str, Any] = {"__name__": "oracle_program"}
    sys.modules["oracle_program"] = sys.modules["__main__"]  # dataclasses ask for the module of a class
    exec(compile(job["source"], "<oracle>", "exec"), space)
    program = space["program"]
    states: set[tuple[str, str, str]] = set()
    errors: list[BaseException | None] = []
    threading.excepthook = lambda told: errors.append(told.exc_value)

    def give_up() -> None:  # a deadlock is a final state too
        print(json.dumps([*states, ("deadlock", "", "")]), flush=True)
        os._exit(0)

    faulthandler.disable()
    sys.setswitchinterval(1e-6)
    for _ in range(job["times"]):
        errors.clear()
        watch = threading.Timer(5, give_up)
        watch.daemon = True
        watch.start()
        result = ""
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                result = repr(program())
        except Exception as error:
            errors.append(error)
        watch.cancel()
        if errors:
            states.add(("error", "", type(errors[0]).__name__))
        else:
            states.add(("finished", result, ""))
    print(json.dumps(sorted(states)))


main()
