"""What a beginner is told about a run that did not end well, where an exercise has nothing better to say.

Inside:  ``sentence``: one for each outcome; the line of the answer in which it happened.
Outside: the story of the run (``Run.explain``), which follows below it.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import os
import sysconfig
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pipeline_core
from exercises.engine.written import out_of_sight
from pipeline_core.lab import Exploration
from pipeline_core.lab.code.callables import functions_of
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.text import error_text, one_line

_OURS = (Path(pipeline_core.__file__).resolve().parent, Path(__file__).resolve().parents[1])
_NOT_THEIRS = (*(f"{folder}{os.sep}" for folder in _OURS), sysconfig.get_path("stdlib"), "<frozen")

Said = str | Callable[[Run], str | None]

USUAL: dict[str, str] = {
    "deadlock": "stuck: every thread that is left waits for something that will never happen.",
    "leak": "your answer returned, and a thread that it started waits for ever.",
    "endless": (
        "your answer did not come to an end: a loop in it goes on and on. What should end it, "
        "and does that ever happen?"
    ),
    "check": "in the order of steps below the result is wrong: right most of the time is wrong.",
    "sleep": (
        "it holds together by a sleep or a timeout: when the other threads take longer than that, it goes "
        "wrong as below. Wait for what you need, not for a while."
    ),
}

# how many arguments each has without a timeout
UNTIMED = {"join": 0, "wait": 0, "result": 0, "acquire": 1, "get": 1, "put": 2}
EXITED = "your answer ended the program with sys.exit(): a function that is done returns."

SLOW_WORK = (
    "it goes right as long as each thread takes its usual time: when one of them takes longer, it goes wrong "
    "as below. Nobody knows how long anything takes, what is called in a thread included."
)
OUT_OF_SIGHT = (
    "in this style it can't be looked at here: a check follows the threads of threading, queue and "
    "concurrent.futures, and {} waits in ways of its own. That says nothing against it. To have it checked, "
    "write it with one of those three."
)
DEEP = (
    "About a thousand calls may lie inside each other. Does it end before that, however much there is to do?"
)


def sentence(outcome: str, run: Run, says: Mapping[str, Said]) -> str:
    """What to say to ``outcome``: the exercise's own sentence, or the usual one."""
    if outcome in ("deadlock", "leak", "endless") and (used := out_of_sight(run.watch)):
        return OUT_OF_SIGHT.format(used)
    own = says.get(outcome)
    if callable(own):
        own = own(run)
    if own is None and outcome == "deadlock":
        own = _kept_lock(run)
    if own is None and outcome == "sleep" and not waits_by_the_clock(run):
        own = SLOW_WORK
    return own or (crash(run.error) if outcome == "error" else USUAL[outcome])


def _kept_lock(run: Run) -> str | None:
    """Somebody waits for a lock whose holder has ended."""
    gone = {each.thread for each in run.statuses if each.done}
    for each in run.stuck:
        if each.kind == "acquire" and each.waits_for in gone:
            return f"stuck: {each.thread} waits for a lock that is never given back: who took it has ended."
    return None


def waits_by_the_clock(run: Run) -> bool:
    """Whether the answer itself sleeps or has a timeout somewhere; what it was handed may sleep as well."""
    functions = [each for thing in (run.program, *run.watch) for each in functions_of(thing)]
    files = {each.__code__.co_filename for each in functions if is_answers(each.__code__.co_filename)}
    texts = ["".join(linecache.getlines(name)) for name in files]
    return not all(texts) or any(map(_has_a_clock, texts))


def _has_a_clock(text: str) -> bool:
    try:
        calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    except SyntaxError:  # a cell with IPython's own commands
        return True
    for call in calls:
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        timed = any(keyword.arg in ("timeout", None) for keyword in call.keywords)
        if timed or name in ("sleep", "Timer") or len(call.args) > UNTIMED.get(name, 99):
            return True
    return False


def unsteady(found: Exploration) -> str:
    """For an answer that leaves something behind, so that a second call is another."""
    return (
        "your answer keeps something from one call to the next, so that the second call is another: "
        f"{', '.join(found.leftover)}. Make it inside the function."
    )


def kept_for_the_next_call(told: Sequence[str]) -> str:
    """For an answer that was refused, and leaves something behind: that may be why, and is seen in no run."""
    return (
        f"Something outlives a call of your answer, and the next call begins with it: {', '.join(told[:3])}. "
        "What belongs to one call is made inside the function."
    )


def asks_to_be_driven(answer: Any) -> str:
    """For a function of which a call runs no line; else empty."""
    if inspect.iscoroutinefunction(answer):
        return "a call of it runs none of its lines: async makes it a coroutine, and nobody here awaits it."
    if inspect.isgeneratorfunction(answer) or inspect.isasyncgenfunction(answer):
        return "a call of it runs none of its lines: a yield makes it a generator, which nobody goes through."
    return ""


def past_the_lock(found: Exploration) -> str:
    """For an answer that takes a queue apart."""
    what = found.reason.partition(" is reached")[0]
    return (
        f"your answer reaches for {what}, past the lock that guards it: who waits is not woken, and what "
        "was seen there may be gone. Its methods do what is needed."
    )


def unwritten(error: BaseException | None) -> bool:
    """Whether the answer is still as the stub left it.

    A blank is looked for in the text, as a NameError of a local variable has no ``name``.
    """
    return isinstance(error, NotImplementedError) or (isinstance(error, NameError) and "____" in str(error))


def crash(error: BaseException | None) -> str:
    """What an answer raised, and in which of its lines."""
    if error is None:
        return "your answer ended in a way that nobody foresaw."
    if isinstance(error, NameError) and unwritten(error):
        return "a blank is still open: put your code in the place of each ____."
    if isinstance(error, NotImplementedError):
        return f"not written yet. {one_line(str(error), 200)}"
    return _said_of(error) or f"your answer raised {error_text(error)}{_where(error)}."


def _said_of(error: BaseException) -> str:
    """A sentence for what means something special in an answer."""
    if isinstance(error, SystemExit):
        return EXITED
    if isinstance(error, RecursionError):
        return f"your answer called itself until Python gave up{_where(error)}. {DEEP}"
    if isinstance(error, MemoryError):
        return f"your answer asked for more memory than a check may have{_where(error)}."
    if isinstance(error, TypeError) and _called_wrongly(error):
        return f"your answer can't be called as the task says: {one_line(str(error), 200)}."
    return ""


def _called_wrongly(error: BaseException) -> bool:
    """Whether the call of the answer itself failed: then no line of any answer was reached.

    A TypeError says in its text alone that it is about arguments.
    """
    return "argument" in str(error) and not _lines(error)


def _where(error: BaseException) -> str:
    lines = _lines(error)
    return f", in line {lines[-1].lineno}: {one_line(lines[-1].line or '').rstrip(':')}" if lines else ""


def _lines(error: BaseException) -> list[traceback.FrameSummary]:
    """The frames of the answer: those of a cell, a terminal, or a file that is none of ours."""
    frames = traceback.extract_tb(error.__traceback__, limit=-200)  # a recursion has a thousand
    return [frame for frame in frames if is_answers(frame.filename)]


def is_answers(filename: str) -> bool:
    """Whether code of this file is the learner's, and not Python's, the core's or the exercises'.

    Of the exercises it is none: beside a ``check.py`` stand others (callers, items, a service), and an answer
    that was kept or handed in as a file is compiled under a name that is no path.
    """
    return not filename.startswith(_NOT_THEIRS) and "site-packages" not in Path(filename).parts
