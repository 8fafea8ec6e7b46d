"""The lines of a run: who ran which, and what each read, wrote, put, took and printed there.

Inside:  a record of statements, in the order in which things happened, with the values in them.
Outside: what a statement reads and writes (access/locations), playing a run again to get the record
         (retelling), which lines matter (turning_point), the words (explanation, html).

A statement that others interrupt has one line for each part in which something happened.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from pipeline_core.lab.access.locations import (
    CHANGE,
    CONTAINERS,
    DELETE,
    LOAD,
    MAYBE,
    NOTHING,
    STORE,
    Location,
    lambda_in,
    locations_of,
    origin_of,
    shown_at,
    value_at,
    worth_telling,
)
from pipeline_core.lab.code.statements import Statement
from pipeline_core.lab.scheduler.actor import Actor, Unwind
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.story.sync_facts import Fact, Home
from pipeline_core.lab.story.vocabulary import label, value_text
from pipeline_core.lab.story.watcher import Watcher
from pipeline_core.lab.text import nth

MOST_MEMBERS = 1_000  # of a container that are compared one by one
MOST = 4_000  # lines that are kept; a race is told by the last ones
THE_ERROR = (("error", "left a thread"),)  # the keys of the fact that became the run's error
_NO_NEWS = (Unwind, StopIteration, GeneratorExit)


@dataclass
class Line:
    """One statement of one thread, or the part of it that took place at one go."""

    index: int  # the thread's number
    number: int  # of the line; 0 outside the program's own code
    text: str
    step: int
    before: bool  # no other thread had been started
    after: bool  # of the first thread, once all others were over
    again: bool = False  # the rest of a statement that others interrupted
    facts: list[Fact] = field(default_factory=list)
    order: int = 0
    end: int = 0  # the step in which the last of its facts came about
    thread: str = ""
    file: str = ""  # in which the line is; empty outside the program's own code


Look = tuple[str, list[int]]
"""How a container looks: what is told of it, perhaps no more than its length, and its members by id."""
UNSEEN: Look = "", []


class OpenStatement:
    """A statement that a thread is in."""

    __slots__ = ("before", "failed", "frame", "line", "output", "places", "statement", "text", "waiting")

    def __init__(self, frame: FrameType, statement: Statement) -> None:
        self.frame = frame
        self.statement = statement
        self.places: list[Location] = statement.shared[0]
        self.text: str = statement.shared[1]
        self.line: Line | None = None
        self.before: dict[Location, Look] = {}  # containers that a call may change: how they were
        self.waiting: dict[Location, Fact | None] = {}  # reads that are still to come: what was seen last
        self.output = 0  # pieces of text printed when it began
        self.failed = False  # an exception passes through it


class LineKeeper:
    """Notes what every statement of a run does; used for the one run that is explained.

    A thread may be inside several statements at once, the caller's below the called one's: its stack. What
    a statement reads is noted when it begins, what it writes once it is over, for only then can it be seen.
    In between others may have moved, wherever the statement calls something that waits. So a read that
    comes after such a call is looked at again each time the thread goes on (``waiting``), and a container
    that a call may change is compared, before others may move and at the end, with how it looked when the
    thread last went on (``before``): what differs, this statement did. No code of the program is run for any
    of it.
    """

    def __init__(self, watcher: Watcher) -> None:
        watcher.keeper = self
        self.watcher = watcher
        self.homes: dict[int, tuple[str, str]] = {}  # of an object, by number: its name or "", and its kind
        self.stacks: dict[int, list[OpenStatement]] = {}  # by thread: the statements that it is in
        self.lines: list[Line] = []
        self.latest: dict[int, Line] = {}  # the last line of each thread
        self.number = watcher.numbers.number
        self.errors: dict[tuple[int, int], int] = {}  # a thread and the id of an error: which of its errors
        self.last_error: dict[int, int] = {}  # the id of a thread's last error
        self.count = 0  # of facts: the order in which things happened

    # -- statements -------------------------------------------------------------------------

    def over(self, actor: Actor, frame: FrameType) -> None:
        """A statement of ``frame`` begins: the one before it in that frame is over, or it is its first."""
        stack = self.stacks.get(actor.index)
        if stack and stack[-1].frame is not frame:
            self.pausing(actor)
        self.pop(actor, id(frame))

    def pausing(self, actor: Actor) -> None:
        """Others may move next: what the innermost statement has changed by now, it did."""
        stack = self.stacks.get(actor.index)
        if stack and actor.sched.ending is None and not stack[-1].failed:
            for place in stack[-1].before:
                self.changed(actor, stack[-1], place)

    def left(self, actor: Actor, frame: int) -> None:
        """A function was left: so is its last statement, and the caller's goes on."""
        self.pop(actor, frame)
        self.moved(actor)

    def pop(self, actor: Actor, frame: int) -> None:
        stack = self.stacks.get(actor.index, [])
        while any(id(entry.frame) == frame for entry in stack):
            self.close(actor, stack.pop())

    def begin(self, sched: Scheduler, actor: Actor, frame: FrameType, statement: Statement) -> None:
        if sched.ending is not None:
            return
        if statement.shared is None:
            nodes = statement.nodes
            text = statement.text
            if frame.f_code.co_name == "<lambda>":
                nodes, text = lambda_in(statement, frame.f_code)
            statement.shared = locations_of(nodes, frame.f_code, computed=True), text
        entry = OpenStatement(frame, statement)
        self.stacks.setdefault(actor.index, []).append(entry)
        fine = inside_lines(sched)  # then each read is noted at its own access
        for place in entry.places:
            if place.mode == LOAD and (place.late or (fine and (place.path or not place.local))):
                entry.waiting[place] = None
            elif place.mode == LOAD:
                self.see(actor, entry, place)
            elif place.mode in (CHANGE, MAYBE):
                entry.before[place] = UNSEEN
        self.moved(actor)

    def close(self, actor: Actor, entry: OpenStatement) -> None:
        """A statement is over: now its writes can be seen."""
        if actor.sched.ending is not None or entry.failed:
            return
        for fact in entry.waiting.values():
            if fact is not None:
                self.add(actor, entry, fact)
        for place in entry.places:
            if place.mode in (STORE, DELETE):
                self.see(actor, entry, place)
            elif place.mode in (CHANGE, MAYBE):
                self.changed(actor, entry, place)
        text = "".join(actor.sched.output[entry.output :]) if "print" in entry.text else ""
        if text:
            told = value_text(text.rstrip(), idents=actor.sched.idents)
            self.add(actor, entry, Fact(f"prints {told}", ("output",), True))

    def see(self, actor: Actor, entry: OpenStatement, place: Location) -> None:
        fact = self.fact(actor, entry, place)
        if fact is not None:
            self.add(actor, entry, fact)

    def fact(self, actor: Actor, entry: OpenStatement, place: Location) -> Fact | None:
        """What there is to say about a place at this moment."""
        value, keys = value_at(entry.frame, place, self.number)
        name = shown_at(entry.frame, place)
        home = self.home(actor, entry.frame, place, keys) if place.path and keys else None
        if place.mode == DELETE and value is NOTHING and keys:
            return Fact(f"{name} is gone", keys, True, name, home=home)
        made = place.mode == STORE and value is not NOTHING  # a lock is news where there was none before
        if (
            not (made or worth_telling(value))
            or not keys
            or (place.mode == CHANGE and not isinstance(value, CONTAINERS))
        ):
            return None
        write = place.mode != LOAD
        shown = value_text(value, entry.frame, actor.sched.idents)
        text = f"{name} becomes {shown}" if write else f"reads {name} = {shown}"
        return Fact(text, keys, write, name, kind="" if write else "read", home=home)

    def home(self, actor: Actor, frame: FrameType, place: Location, keys: tuple[Any, ...]) -> Home | None:
        """Where a place is that a thread reaches by a variable of its own, or that a class has for many."""
        origin = origin_of(frame, place)
        number = self.number(origin.base)
        if origin.name:
            self.homes[number] = origin.base.__name__, origin.base.__name__
            spot = "attribute", self.number(origin.instance), origin.name
            return Home(number, origin.way, spot, of_class=True)
        if not place.local:
            return None
        if not self.homes.get(number, ("", ""))[0]:
            name = self.watcher.home(actor, origin.base, frame)
            self.homes[number] = name, type(origin.base).__name__
        return Home(number, origin.way, keys[0])

    def changed(self, actor: Actor, entry: OpenStatement, place: Location) -> None:
        """A call may have changed what is in a container: it did if that looks different now."""
        fact = self.fact(actor, entry, place)
        look = look_at(entry.frame, place, fact)
        if fact is not None and entry.before[place] not in (UNSEEN, look):
            entry.before[place] = look
            line = self.add(actor, entry, fact)
            line.facts = [f for f in line.facts if f.write or f.what != fact.what]

    def moved(self, actor: Actor) -> None:
        """Others may have moved while this thread was inside a call: look again at what comes after it."""
        stack = self.stacks.get(actor.index)
        if not stack:
            return
        entry = stack[-1]
        self.went_on(actor, entry)
        if not inside_lines(actor.sched):
            for place in entry.waiting:
                entry.waiting[place] = self.fact(actor, entry, place)

    def went_on(self, actor: Actor, entry: OpenStatement) -> None:
        """From here on what changes is of this statement's doing."""
        entry.output = len(actor.sched.output)
        for place in entry.before:
            fact = self.fact(actor, entry, place)
            entry.before[place] = look_at(entry.frame, place, fact)

    def access(self, actor: Actor, frame: FrameType, kind: str, name: str) -> None:
        """Inside a line: this access reads now, whatever was there when the line began."""
        stack = self.stacks.get(actor.index)
        if not stack or stack[-1].frame is not frame:
            return
        entry = stack[-1]
        self.went_on(actor, entry)
        if kind != "LOAD":
            return
        for place in entry.waiting:
            step, last = place.path[-1] if place.path else ("variable", place.root)
            if last == name or (name == "[]" and "item" in step):
                del entry.waiting[place]
                self.see(actor, entry, place)
                return

    def raised(self, actor: Actor, frame: FrameType, error: BaseException) -> None:
        """An exception passes through a frame; told where it came into the program's own code."""
        stack = self.stacks.get(actor.index)
        ending = actor.sched.ending is not None
        if ending or not stack or stack[-1].frame is not frame or isinstance(error, _NO_NEWS):
            return
        entry = stack[-1]
        if not entry.failed:
            key = actor.index, id(error)
            if self.last_error.get(actor.index) != id(error):  # errors are not kept: a new one may get the id
                self.errors[key] = self.count
            self.last_error[actor.index] = id(error)
            keys = (("error", actor.index, self.errors[key]),)
            self.add(actor, entry, Fact(f"raises {type(error).__name__}", keys, False, kind="raise"))
        for other in stack:
            other.failed = True

    # -- what is not a statement --------------------------------------------------------------

    def synced(self, actor: Actor, facts: list[Fact], call: str) -> None:
        """A synchronisation call took place, in the statement that the thread is in."""
        self.moved(actor)
        stack = self.stacks.get(actor.index)
        for fact in facts:
            self.add(actor, stack[-1] if stack else None, fact, call)

    def add(self, actor: Actor, entry: OpenStatement | None, fact: Fact, call: str = "") -> Line:
        """Put a fact to the statement's line; to a new one if something else was done in between.

        By others, or by this thread in a function that the statement called.
        """
        line = entry.line if entry is not None else None
        self.count += 1
        if line is None or any(x.order > line.order for x in self.latest.values()):
            line = self.new_line(actor, entry, line is not None, call)
        line.order = self.count
        line.end = actor.sched.step
        self.latest[actor.index] = line
        if fact not in line.facts:
            line.facts.append(fact)
        return line

    def new_line(self, actor: Actor, entry: OpenStatement | None, again: bool, call: str) -> Line:
        number, text = (entry.statement.line, entry.text) if entry is not None else (0, call)
        actors = actor.sched.actors
        before = len(actors) == 1
        after = actor.index == 0 and all(a.done for a in actors[1:])
        line = Line(actor.index, number, text, actor.sched.step, before, after, again)
        line.file = entry.frame.f_code.co_filename if entry is not None else ""
        self.lines.append(line)
        if len(self.lines) > 2 * MOST:
            del self.lines[:MOST]
        if entry is not None:
            entry.line = line
        return line

    def finish(self, sched: Scheduler) -> list[Line]:
        """All lines; every thread by the name that tells it from the others."""
        names = {a.index: label(sched, a) for a in sched.actors}
        which = sched.error_actor.index if sched.error_actor is not None else -1
        left = (("error", which, self.errors.get((which, id(sched.error)), -1)),)
        for line in self.lines:
            line.thread = names[line.index]
            line.facts = [f._replace(keys=THE_ERROR) if f.keys == left else f for f in line.facts]
            line.facts = [f._replace(text=self.watcher.with_names(f.text)) for f in line.facts]
        tell_apart(self.lines, self.homes)
        return self.lines


def look_at(frame: FrameType, place: Location, fact: Fact | None) -> Look:
    """To compare a container with how it was, in what is told of it and in its members."""
    if fact is None:
        return UNSEEN
    value = value_at(frame, place)[0]
    if type(value) not in CONTAINERS or len(value) > MOST_MEMBERS:
        return fact.text, []
    members = [*value, *value.values()] if isinstance(value, dict) else value
    return fact.text, list(map(id, members))


def tell_apart(lines: list[Line], homes: dict[int, tuple[str, str]]) -> None:
    """Two things of one name, or one of two, are called as the first thread or the module calls them.

    What a class has for its instances is the class's, once two of them are in the story.
    """
    things: dict[Any, set[Any]] = {}
    names: dict[Any, set[str]] = {}
    seen = [x for x in lines if not (x.before or x.after) or any(f.keys == THE_ERROR for f in x.facts)]
    told_of = [f for line in seen for f in line.facts if f.what]
    for fact in told_of:
        spot = fact.keys[:1] if fact.home is None else (fact.home.spot,)
        things.setdefault(fact.what, set()).add(spot)
        if fact.home is not None and fact.home.of_class:
            things.setdefault((fact.home.base, fact.home.spot[2]), set()).add(spot)
        names.setdefault(fact.keys[:1], set()).add(fact.what)
    bases = {fact.home.base for fact in told_of if fact.home is not None}
    holders = Counter(homes[base][0] for base in bases)
    numbers: dict[int, int] = {}  # of the objects of each kind that have no name of their own

    def told(fact: Fact) -> Fact:
        home = fact.home
        if home is None:
            return fact
        of_class = home.of_class and len(things[home.base, home.spot[2]]) > 1
        if not of_class and len(things[fact.what]) == 1 and len(names[fact.keys[:1]]) == 1:
            return fact
        name, kind = homes[home.base]
        if name and holders[name] == 1:
            return fact._replace(text=fact.text.replace(fact.what, name + home.way, 1), what=name + home.way)
        if home.base not in numbers:
            numbers[home.base] = 1 + sum(homes[other][1] == kind for other in numbers)
        which = f"{fact.what} of the {nth(numbers[home.base])} {kind}"
        return fact._replace(text=fact.text.replace(fact.what, which, 1))

    for line in seen:
        line.facts = [told(fact) for fact in line.facts]


def inside_lines(sched: Scheduler) -> bool:
    """Can others move between the accesses of a line?"""
    return sched.fine
