"""Real threads that may get stuck, in a process of their own: the notebook's kernel never waits for them.

Inside:  ``in_child``, which runs a function of a cell there, and ``Ended``, how that went; the dump that
         ``faulthandler`` writes of a process that does not end.
Outside: the programs (the chapter's own cells), reading a dump (exercise 7.4).

A function of a cell has no address from which another process could import it. So its text goes there, with
that of the functions it calls, and with the imports of both.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from exercises.engine.source_text import source_of

PROGRAM = "program.py"
SOON = 0.2  # seconds, for what is printed in the same breath
START = """
import faulthandler, sys
faulthandler.dump_traceback_later({patience}, exit=True)  # after so many seconds: a dump, and the end


class Heard:
    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        self.stream.write(text)
        self.stream.flush()
        if {until!r} in text:
            faulthandler.dump_traceback_later({soon}, exit=True, file=sys.__stderr__)

    def __getattr__(self, name):
        return getattr(self.stream, name)


if {until!r}:
    sys.stdout = Heard(sys.stdout)
{name}()
faulthandler.cancel_dump_traceback_later()
"""


class Ended(NamedTuple):
    """How a program ended: ``stuck`` if it had to be ended, what was printed, and the dump of its threads."""

    stuck: bool
    output: str
    dump: str


def in_child(program: Callable[[], Any], patience: float = 1.0, *, until: str = "") -> Ended:
    """Run a function of no arguments in a process of its own, for so many seconds at most.

    ``until``: what it prints when there is no more to be seen of it: it is ended then, and the patience may
    be as long as a busy machine asks for.

    Raises:
        ValueError: its text can't stand alone: it uses what can't be written down, such as a lock of another
            cell. Make that inside of the function.
        RuntimeError: the program raised; with the last line of its traceback.

    Guarantees: comes back, whatever the program does, and leaves no thread and no process.
    """
    text = source_of(program)
    if text is None:
        raise ValueError(
            f"{program.__name__} can't be run in a process of its own: it uses something of another cell "
            "that has no text, such as a lock or a class. Make that inside of the function."
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / PROGRAM
        path.write_text(
            text + START.format(patience=patience, until=until, soon=SOON, name=program.__name__),
            encoding="utf-8",
        )
        ran = subprocess.run(  # noqa: S603 - the reader's own cell
            [sys.executable, path], capture_output=True, text=True, timeout=patience + 60, check=False
        )
    said, timeout, dump = ran.stderr.partition("Timeout (")  # before it, what threads have died of
    if ran.returncode and not timeout:
        raise RuntimeError(said.strip().splitlines()[-1])
    return Ended(bool(timeout), ran.stdout + told(said, text), told(timeout + dump, text))


def told(dump: str, text: str) -> str:
    """The dump without addresses and folders; beside each line of the program what stands there."""
    lines = text.splitlines()
    shown = []
    for line in dump.splitlines():
        line = re.sub(r"0x[0-9a-f]+", "0x…", line)  # noqa: PLW2901 - its own, made readable
        line = re.sub(r'File "[^"]*?([^"/\\]+)"', r'File "\1"', line)  # noqa: PLW2901
        found = re.search(rf'"{PROGRAM}", line (\d+) in (\S+)', line)
        if found and int(found[1]) > len(lines):
            continue  # the start of it all, which the reader has not written
        here = lines[int(found[1]) - 1].strip() if found else ""
        shown.append(f"{line:<48}  {here}".rstrip())
    return "\n".join(shown)
