"""The words of a story: one row a kind of operation, what threads and things are called, how values are told.

Inside:  ``OPERATIONS`` and what is said with it; ``Name`` of a thing, names of threads; ``value_text``.
Outside: the sentences (explanation, stepper/messages), how a thing stands (blocked), what is told (line_log).
"""

from __future__ import annotations

import re
from types import FrameType
from typing import Any, NamedTuple, Self

from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.text import NO_IDENTS, Idents, brief

LONGEST = 32  # characters of a value that is told in full


class Operation(NamedTuple):
    """What is said of one kind of operation; ``{}`` stands for the thing: "lock `a`".

    ``waits``: of a thread that cannot do it, or is at it when the run ends; ``can``: of one that is about to;
    ``did``: afterwards; ``missing``: what nobody can do any more, where a thread waits for ever ("": nothing
    in particular); ``state``: the thread's while it waits, for pictures (a name in ``style.STATES``).
    """

    waits: str = ""
    can: str = "can go on"
    did: str = "goes on"
    missing: str = ""
    state: str = "waiting"


OPERATIONS = {
    "acquire": Operation(
        "waits for {}", "can take {}", "takes {}", "Nobody can release {} any more."
    ),
    "release": Operation(can="is about to let go of {}", did="lets go of {}"),
    "get": Operation(
        "waits to get from {}", "can get from {}", "gets from {}",
        "Nobody can put anything into {} any more.", "starved",
    ),
    "put": Operation(
        "waits to put into {}", "can put into {}", "puts into {}",
        "Nobody can take anything out of {} any more.", "blocked",
    ),
    "join": Operation(
        "waits for {} to end", "can go on: {} has ended", "goes on after {}",
        "Nobody can call task_done() for {} any more.",
    ),
    "wait": Operation(
        "waits for {}", "can go on: {} has come", "goes on after {}", "Nobody can notify {} any more."
    ),
    "barrier": Operation(
        "waits at {}", "can go on: all are at {}", "goes on from {}", "Nobody else can come to {} any more."
    ),
    "result": Operation("waits for a result of {}"),
    "work": Operation("waits for work from {}", "can take work from {}", "takes work from {}"),
    "try to acquire": Operation("tries to take {}"),
    "start waiting": Operation("is about to wait for {}"),
    "is set?": Operation("asks whether {} is set"),
    "empty?": Operation("asks whether {} is empty"),
    "full?": Operation("asks whether {} is full"),
    "qsize": Operation("asks how much is in {}"),
    "locked?": Operation("asks whether {} is held"),
    "is alive?": Operation("asks whether {} is alive"),
    "wait for the GIL": Operation("waits for the GIL"),
    "begin": Operation("has not begun", "can begin", "begins"),
    "sleep": Operation("sleeps", "can go on: its time has come", state="sleeping"),
    "compute": Operation("computes", state="working"),
    "line": Operation("is still running", "can move", ""),
}  # fmt: skip
"""By kind, as a step publishes it; "barrier", "result" and "work" are made of others (blocked)."""


def operation(kind: str) -> Operation:
    return OPERATIONS.get(kind) or Operation()


def waits(kind: str, what: str) -> str:
    """What a thread waits for or does."""
    words = operation(kind).waits or (f"calls {kind}() of {{}}" if what else f"calls {kind}()")
    return words.format(what)


def can(kind: str, what: str) -> str:
    """What a thread that can move is about to do, where that is not the beginning of a line."""
    return operation(kind).can.format(what)


def did(kind: str, what: str) -> str:
    """The same, once it is done."""
    return operation(kind).did.format(what)


def missing(kind: str, what: Name) -> str:
    """What nobody can do any more for a thread that waits; "" where nothing in particular is missing."""
    words = operation(kind).missing
    if kind == "wait" and what.word == "event":
        words = words.replace("notify", "set")
    return words.format(what)


# -- what threads and things are called ------------------------------------------------------


class Name(str):
    """What a thing is called: "queue `work`". It is told as text; code that must know more asks for a part.

    ``word``: the kind of thing, "queue" ("" for nothing); ``variable``: the program's name for it, "work" (""
    if it has none); ``room_of``: of the empty crates inside a Channel, the Channel's own name: whoever waits
    for a crate waits to put into that.
    """

    __slots__ = ("room_of", "variable", "word")

    word: str
    variable: str
    room_of: Name | None

    def __new__(cls, text: str = "", word: str = "", variable: str = "", room_of: Name | None = None) -> Self:
        self = super().__new__(cls, text)
        self.word = word
        self.variable = variable
        self.room_of = room_of
        return self

    @classmethod
    def of(cls, word: str, variable: str | None, number: int = 0) -> Self:
        """By its variable, else by its number among the nameless things of its kind."""
        if variable is None:
            return cls(f"{word} {number}", word)
        return cls(f"{word} `{variable}`", word, variable)

    @property
    def bare(self) -> str:
        """The variable, else the number or its own name: without the word."""
        return self.variable or self[len(self.word) + 1 :].strip("`")

    @classmethod
    def own(cls, word: str, name: str) -> Self:
        """Of a thing of a library, which no variable of the program holds: as it is called itself."""
        return cls(f"{word} `{name}`", word)

    @classmethod
    def room(cls, channel: Name) -> Self:
        return cls(f"crates of {channel}", channel.word, channel.variable, channel)


_WORDS = {
    "LabLock": "lock", "LabRLock": "lock", "LabSimpleQueue": "queue", "SimpleQueue": "queue",
    "Queue": "queue", "LifoQueue": "queue", "PriorityQueue": "queue", "Event": "event",
    "Condition": "condition", "Semaphore": "semaphore", "BoundedSemaphore": "semaphore",
    "Barrier": "barrier", "Timer": "timer", "Thread": "thread",
    "StopEvent": "event", "Executor": "pool", "Future": "future",
}  # fmt: skip


def word_for(obj: Any) -> str:
    """The kind of thing that an object is: "lock", "queue"; for anything else the name of its class."""
    for kind in type(obj).__mro__:
        if kind.__name__ in _WORDS:
            return _WORDS[kind.__name__]
    return type(obj).__name__.lower()


def label(sched: Scheduler, actor: Actor) -> str:
    """A thread's name; with its number where two threads of the run have the same."""
    same = [a for a in sched.actors if a.name == actor.name]
    return actor.name if len(same) == 1 else f"{actor.name} (thread {actor.index})"


def short(name: str) -> str:
    """Thread-1 (work) is named in full where its own line begins, and as Thread-1 elsewhere."""
    return re.sub(r"^(Thread-\d+) \(.*\)$", r"\1", name)


# -- values ----------------------------------------------------------------------------------


def value_text(value: Any, frame: FrameType | None = None, idents: Idents = NO_IDENTS) -> str:
    """A value in few characters, the same in each run and in each Python; no code of the program is run.

    ``frame``: where a global name for an object without a text of its own may be found; ``idents``: the
    run's.
    """

    def name_of(thing: Any) -> str:
        return "" if frame is None else global_name(frame, thing)

    return brief(value, LONGEST, own_repr=False, lengths=True, name_of=name_of, idents=idents)


def global_name(frame: FrameType, value: Any) -> str:
    """The name under which the program's module holds an object, such as a sentinel."""
    for name, held in list(frame.f_globals.items()):
        if held is value and not name.startswith("_"):
            return name
    return ""
