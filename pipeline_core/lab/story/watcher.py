"""What a run leaves behind: its events, and the names of queues and locks from the variables that hold them.

Inside:  events, names, what a step does to a queue, who has taken which semaphore.
Outside: who was blocked on what when the run got stuck (blocked), its lines (line_log), the words
         (explanation).
"""

from __future__ import annotations

import re
import sys
import threading
from collections import deque
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from sys import _getframe
from types import CellType, FrameType, ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline_core.channel import Channel
from pipeline_core.lab.access.touches import instance_dict
from pipeline_core.lab.code.frames import line_text, variables
from pipeline_core.lab.primitives.futures import SUBMIT, stable_id, work_on
from pipeline_core.lab.primitives.locks import LabLock
from pipeline_core.lab.primitives.queues import LabSimpleQueue, closed, size
from pipeline_core.lab.runtime.holders import of_program
from pipeline_core.lab.scheduler.actor import Actor, controlled
from pipeline_core.lab.scheduler.footprint import Numbers
from pipeline_core.lab.scheduler.scheduler import Scheduler
from pipeline_core.lab.story.blocked import Snapshot, ThreadStatus, line_of
from pipeline_core.lab.story.future_facts import future_facts, timer_facts
from pipeline_core.lab.story.sync_facts import call_text, sync_facts
from pipeline_core.lab.story.vocabulary import Name, word_for
from pipeline_core.lab.text import ATOMS
from pipeline_core.utils import SENTINEL

if TYPE_CHECKING:
    from pipeline_core.lab.story.line_log import LineKeeper

_NAMED = (LabLock, LabSimpleQueue, threading.Event, threading.Condition, threading.Semaphore,
          threading.Barrier, Executor)  # fmt: skip
_LOCKING = {"acquire", "try to acquire", "release"}
DEPTH = 4  # attributes and items of a name, one in the other
MOST_SEEN = 400  # objects that are looked into for it
_PACKAGE = "pipeline_core"
_INSIDES = sys.stdlib_module_names - {"__main__"} | {_PACKAGE}  # whose objects' insides are no names


class Event(NamedTuple):
    """One synchronisation step that took place."""

    step: int
    time: float  # seconds of virtual time at which it took place
    thread: str
    kind: str  # "put", "acquire", "sleep", …
    what: Name  # the object, by its variable: "queue `work`"
    line: int | None  # where the program's own code was
    waited: float  # seconds of virtual time between asking and doing
    number: int = 0  # of the thread, in order of creation: names may repeat
    # of a queue, for pictures
    change: int = 0  # of put and get: +1 or -1, and 0 if it came to nothing
    depth: int = 0  # items in that queue after the step
    marker: bool = False  # of get: what it takes looks like an end marker (None, SENTINEL, a bare object)
    maxsize: int = 0  # of that queue; 0 is no limit
    # of a lock or semaphore, as two may have one name
    number_of_lock: int = -1  # the same for each step of one lock
    vain: bool = False  # of acquire and try to acquire: it gave up without the lock


class Watcher:
    """Writes the story of one run; used where somebody will read it, not while exploring.

    The scheduler calls ``published`` when a thread says what it is about to do, and ``began`` when it may,
    each with the frame of the lab's own operation. ``snapshot`` is asked for when a run does not finish.
    """

    def __init__(self, namespaces: list[dict[str, Any]]) -> None:
        self.spaces = {id(space): space for space in namespaces}  # of the program's own modules met so far
        self.events: list[Event] = []
        self.numbers = Numbers()
        self.names: dict[int, Name] = {}  # of things, by number
        self.bearers: dict[str, list[int]] = {}  # name -> the things that go by it, by number
        self.counts: dict[str, int] = {}  # of nameless things, by the word for their kind
        self.keeper: LineKeeper | None = None  # wants to know what a call did
        self.semaphores: list[threading.Semaphore] = []
        self.taken: dict[int, list[tuple[int, int | None]]] = {}  # semaphore -> who took it, at which line
        self.started: dict[int, tuple[int, str] | None] = {}  # thread -> the line that started it
        self.limits: dict[int, int] = {}  # of the queues inside channels
        self.futures: dict[int, tuple[str, int]] = {}  # the variable of each future, and which one it is

    def published(self, me: Actor, operation: FrameType) -> None:
        """``me`` is about to do something, and may have to wait for it."""
        frame = self.own_frame(operation)
        if frame is not None:
            me.line = frame.f_lineno
        if me.kind == "start":
            self.started[id(me.obj)] = None if frame is None else (frame.f_lineno, line_text(frame))
            self.name_what_it_uses(me, me.obj)
        if self.keeper is not None:
            self.keeper.pausing(me)

    def began(self, me: Actor, operation: FrameType) -> None:
        """It is the turn of ``me``, and what it published takes place now."""
        obj = me.obj
        kind = me.kind
        sched = me.sched
        now = sched.now
        name = Name() if obj is None else self.name(sched, me, obj)
        line = line_of(me.line)
        about = sched.step, now / 1e9, me.name, kind, name, line, (now - me.since) / 1e9, me.index
        if kind == "put" or kind == "get":  # noqa: PLR1714  # once a step: the quicker form
            limit = self.limits.get(self.numbers.number(obj), 0)
            self.events.append(Event(*about, *queue_event(limit, me, obj)))
        elif kind == "pool" and operation.f_back is not None and operation.f_back.f_code is SUBMIT:
            self.events.append(Event(*about, *submit_event(obj)))
        elif kind in _LOCKING:
            number = self.numbers.number(obj)
            self.events.append(Event(*about, number_of_lock=number, vain=gives_up(me, obj)))
        else:
            self.events.append(Event(*about))
        if isinstance(obj, threading.Semaphore):
            self.note_semaphore(me, obj, line, operation)
        if self.keeper is not None:
            self.tell(self.keeper, me, name, operation)

    def tell(self, keeper: LineKeeper, me: Actor, name: Name, operation: FrameType) -> None:
        """The call takes place: what it does is told in the line in which the program makes it."""
        variable = name.variable
        own = self.own_frame(operation)
        facts = future_facts(me, operation, self.numbers, lambda future: self.future_name(me, future))
        if facts is None:
            facts = timer_facts(me, variable or name, operation, self.numbers)
        if facts is not None:
            keeper.synced(me, facts, "")
        elif variable or me.obj is None or operation.f_back is own:  # else an object inside of a library
            facts = sync_facts(me, variable or name, operation, own, self.numbers)
            keeper.synced(me, facts, call_text(me.kind, variable))

    def note_semaphore(
        self, me: Actor, obj: threading.Semaphore, line: int | None, operation: FrameType
    ) -> None:
        """Who has what of a semaphore: it does not know itself."""
        taken = self.taken_of(obj)
        if "acquire" in me.kind and not gives_up(me, obj):
            taken.append((me.index, line))
        elif me.kind == "release" and taken:
            mine = [t for t in taken if t[0] == me.index]
            for one in (mine or taken)[: variables(operation).get("n", 1)]:
                taken.remove(one)

    def taken_of(self, obj: Any) -> list[tuple[int, int | None]]:
        """Who has what of a semaphore: the thread's number, and the line at which it took it."""
        number = self.numbers.number(obj)
        if number not in self.taken and isinstance(obj, threading.Semaphore):
            self.semaphores.append(obj)
        return self.taken.setdefault(number, [])

    def own_frame(self, frame: FrameType | None) -> FrameType | None:
        """The innermost frame of the program's own code."""
        while frame is not None and not self.owns(frame):
            frame = frame.f_back
        return frame

    def owns(self, frame: FrameType) -> bool:
        """Is this a line of the program's own code, in whichever module? What that holds is named by it."""
        space = frame.f_globals
        if id(space) not in self.spaces and of_program(space):
            self.spaces[id(space)] = space
        return id(space) in self.spaces

    # -- names ------------------------------------------------------------------------------

    def name(self, sched: Scheduler, me: Actor, obj: Any, at: FrameType | None = None) -> Name:
        """'queue `work`': the kind of thing, and the variable of the program that holds it.

        ``at``: where the thread that uses it stands, if that is not the calling one.
        """
        number = self.numbers.number(obj)
        known = self.names.get(number)
        if known:
            return known
        at = at or _getframe(1)
        frame = channel_frame(obj, at) if isinstance(obj, LabSimpleQueue) else None
        if frame is not None:
            return self.channel_name(me, frame, obj)
        if isinstance(obj, threading.Thread):
            full = Name.of("thread", obj.name)
        else:
            found, variable = self.variable(sched, me, obj)
            word = word_for(obj if found is None else found)
            threads = "" if variable is not None else threads_of(obj, at)
            if threads:
                full = Name.own(word, threads)
            elif variable is None:
                full = Name.of(word, None, self.next_number(word))
            else:
                full = Name.of(word, variable + self.again(f"{word} {variable}", found))
        self.names[number] = full
        return full

    def known_name(self, obj: Any) -> Name | None:
        return self.names.get(self.numbers.number(obj))

    def again(self, name: str, thing: Any) -> str:
        """What tells the second thing of a name from the first: two threads may each call a lock ``mine``."""
        bearers = self.bearers.setdefault(name, [])
        number = self.numbers.number(thing)
        bearers += [number] * (number not in bearers)
        place = bearers.index(number)
        return f" #{place + 1}" if place else ""

    def next_number(self, word: str) -> int:
        self.counts[word] = self.counts.get(word, 0) + 1
        return self.counts[word]

    def channel_name(self, me: Actor, frame: FrameType, obj: LabSimpleQueue) -> Name:
        """One of the two queues inside a Channel: its items, or the empty crates that stand for room."""
        channel = variables(frame)["self"]
        if frame.f_code.co_name == "__init__":
            unnamed = Name("channel", "channel")  # nobody has a name for it yet; it lays out its crates
            return Name(unnamed, "channel", room_of=unnamed)
        _, variable = self.variable(me.sched, me, channel)
        if variable is not None:
            full = Name.of("channel", variable)
        else:
            number = self.numbers.number(channel)
            if number not in self.names:
                self.names[number] = self.own_name(channel)
            full = self.names[number]
        full = Name.room(full) if obj is channel._crates else full
        self.limits[self.numbers.number(obj)] = channel.maxsize
        self.names[self.numbers.number(obj)] = full
        return full

    def own_name(self, channel: Channel[Any]) -> Name:
        """As a pipeline has called it, or its number; two pipelines may have stages of one name."""
        if not channel.name:
            return Name.of("channel", None, self.next_number("channel"))
        again = self.next_number(f"channel {channel.name}")
        return Name.own("channel", channel.name if again == 1 else f"{channel.name} #{again}")

    def variable(self, sched: Scheduler, me: Actor, obj: Any) -> tuple[Any, str | None]:
        """Look through the frames of the first thread, then of this one, the module, the other threads."""
        others = [actor for actor in sched.actors[1:] if actor is not me]
        known = (
            (variables(f) for actor in (sched.actors[0], me) for f in self.frames(actor)),
            self.spaces.values(),
            (variables(f) for actor in others for f in self.frames(actor)),
        )
        found = (holder(space, obj) for spaces in known for space in spaces)
        return next(filter(None, found), (None, None))

    def future_name(self, me: Actor, future: Any) -> str:
        """Stands for it in a text until all names are known (``with_names``).

        Its variable may be that of a loop, and hold the next future soon: a name that two had is none.
        """
        number = self.numbers.number(future)
        if not self.futures.get(number, ("", 0))[0]:
            spaces = [*map(variables, self.frames(me.sched.actors[0])), *self.spaces.values()]
            members = [way for space in spaces if (way := way_to(space, future))]
            held = [found[1] for space in spaces if (found := holder(space, future))]
            self.futures[number] = (members or held or [""])[0], stable_id(future)
        return f"\0{number}\0"

    def with_names(self, text: str) -> str:
        """A text in which futures have their names, or their number in the order of their making."""
        names = [name for name, _ in self.futures.values()]

        def named(found: re.Match[str]) -> str:
            name, made = self.futures[int(found[1])]
            return name if name and names.count(name) == 1 else f"future {made}"

        return re.sub("\0(\\d+)\0", named, text)

    def home(self, me: Actor, obj: Any, but: FrameType) -> str:
        """What the first thread, the module or ``me`` calls an object, ``but`` not in this frame; or ""."""
        first, mine = (
            [variables(f) for f in self.frames(actor) if f is not but] for actor in (me.sched.actors[0], me)
        )
        for space in (*first, *self.spaces.values(), *mine):
            known = {n: v for n, v in space.items() if n not in ("self", "cls")}
            found = holder(known, obj)
            if found is not None and found[0] is obj:
                return found[1]
        return ""

    def name_what_it_uses(self, me: Actor, thread: threading.Thread) -> None:
        """A thread is started: what it was given may be out of sight when it gets stuck."""
        target = getattr(thread, "_target", None)
        cells = [c.cell_contents for c in getattr(target, "__closure__", None) or () if filled(c)]
        arguments = [*getattr(thread, "_args", ()), *getattr(thread, "_kwargs", {}).values()]
        for thing in (getattr(target, "__self__", None), *arguments, *cells):
            if isinstance(thing, _NAMED) or hasattr(type(thing), "task_done"):
                self.name(me.sched, me, thing)

    def frames(self, actor: Actor) -> list[FrameType]:
        """The program's own frames of a thread, outermost first."""
        frame = sys._current_frames().get(actor.ident) if controlled.get(actor.ident) is actor else None
        own = []
        while frame is not None:
            if self.owns(frame) and frame.f_code.co_name != "<module>":
                own.append(frame)
            frame = frame.f_back
        return own[::-1]

    def snapshot(self, sched: Scheduler) -> list[ThreadStatus]:
        """Who stands where: asked once, when a run does not finish."""
        return Snapshot(self, sched, sys._current_frames()).all()


def submit_event(pool: ThreadPoolExecutor) -> tuple[int, int]:
    """Change and depth of the pool's queue, into which ``submit`` puts within one step of the pool."""
    queue = pool._work_queue
    held = len(queue.items) if isinstance(queue, LabSimpleQueue) else queue.qsize()
    return (0, held) if pool._shutdown else (1, held + 1)


def gives_up(me: Actor, obj: Any) -> bool:
    """Whether an acquire that begins now comes to nothing: its time is over, or it does not wait."""
    if "acquire" not in me.kind:
        return False
    if isinstance(obj, threading.Semaphore):
        return me.fired or obj._value <= 0
    return me.fired or not (obj.free() or (obj.reentrant and obj.owner is me))


def filled(cell: CellType) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def holder(space: Mapping[str, Any], obj: Any) -> tuple[Any, str] | None:
    """The name under which a namespace holds ``obj``: directly, in a list or as an attribute.

    Returns what is to be named and its name: a barrier, if ``obj`` is the condition inside it.
    """
    items = [(n, v) for n, v in list(space.items()) if not n.startswith("_")]
    for name, value in items:
        if value is obj:
            return obj, name
    for name, value in items:
        found = attribute_of(name, value, obj)
        for key, part in parts_of(value) if found is None else ():
            if part is obj:
                return obj, f"{name}[{key!r}]"
            found = found or attribute_of(f"{name}[{key!r}]", part, obj)
        if found is not None:
            return found
    way = way_to(dict(items), obj)
    return (obj, way) if way else None


def way_to(space: Mapping[str, Any], obj: Any) -> str:
    """The name of what is deeper inside, ``shop.items['pen'].lock``; of the shortest way, if one is short."""
    level = [(name, value) for name, value in space.items() if not isinstance(value, ModuleType)]
    seen: set[int] = set()
    for _ in range(DEPTH):
        deeper: list[tuple[str, Any]] = []
        for name, value in level:
            if id(value) in seen or len(seen) > MOST_SEEN:
                continue
            seen.add(id(value))
            deeper += [(f"{name}[{key!r}]", part) for key, part in parts_of(value)]
            deeper += [(f"{name}.{n}", part) for n, part in attributes_of(value).items()]
        level = deeper
        found = next((name for name, value in level if value is obj), "")
        if found:
            return found
    return ""


def attributes_of(value: Any) -> dict[str, Any]:
    """What an object of the program's own holds; not what is inside the standard library's objects."""
    inside = attributes(value)
    return inside if type(value).__module__.partition(".")[0] not in _INSIDES else {}


def attributes(value: Any) -> dict[str, Any]:
    """Its ``__dict__``, without asking code of the program for it; empty for a class."""
    inside = None if isinstance(value, type) else instance_dict(value)
    return inside if type(inside) is dict else {}


def parts_of(value: Any) -> Iterable[tuple[Any, Any]]:
    """The members of a container; of a dict those whose keys are no objects of the program's own."""
    if type(value) in (list, tuple):
        return enumerate(value[:50])
    return [(k, v) for k, v in list(value.items())[:50] if type(k) in ATOMS] if type(value) is dict else ()


def attribute_of(name: str, value: Any, obj: Any) -> tuple[Any, str] | None:
    """As an attribute; what is inside an object of the standard library is named by that object."""
    for attribute, part in attributes(value).items():
        if part is obj and not isinstance(obj, Future):
            module = type(value).__module__.partition(".")[0]
            within = module in _INSIDES and (attribute.startswith("_") or isinstance(value, threading.Timer))
            return (value, name) if within else (obj, f"{name}.{attribute}")
    return None


# -- queues ----------------------------------------------------------------------------------


def queue_event(limit: int, me: Actor, q: Any) -> tuple[int, int, bool, int]:
    """Change, depth, marker and maxsize of an Event: what ``me``, whose turn it is, does to a queue.

    ``limit``: of the channel that the queue is in; 0 for none.
    """
    if isinstance(q, LabSimpleQueue):
        items: Any = q.items
        held = len(items)
        maxsize = limit
        room = True
    else:
        items = getattr(q, "queue", None)
        held = size(q, me)
        maxsize = q.maxsize
        room = (maxsize <= 0 or held < maxsize) and not closed(q)
    if me.fired:  # its time ran out
        return 0, held, False, maxsize
    if me.kind == "put":
        return (1, held + 1, False, maxsize) if room else (0, held, False, maxsize)
    if not held:
        return 0, 0, False, maxsize
    first = items[0] if type(items) is deque else 0
    return -1, held - 1, first is None or first is SENTINEL or type(first) is object, maxsize


def threads_of(obj: object, frame: FrameType | None) -> str:
    """What the threads of a pool are called, if ``obj`` is that pool or the queue in front of it, or "".

    The pool is looked for from ``frame`` outwards: its own methods use its queue, and so do its threads.
    """
    pool = obj
    while frame is not None:
        if isinstance(pool, ThreadPoolExecutor) and (obj is pool or obj is pool._work_queue):
            return str(pool._thread_name_prefix)
        known = variables(frame)
        pool = known["executor_reference"]() if frame.f_code is work_on.__code__ else known.get("self")
        frame = frame.f_back
    return ""


def channel_frame(q: object, frame: FrameType | None) -> FrameType | None:
    """The frame of the ``Channel`` that uses ``q`` at the moment, looked for from ``frame`` outwards."""
    while frame is not None and str(frame.f_globals.get("__package__")).startswith(_PACKAGE):
        channel = variables(frame).get("self")
        if isinstance(channel, Channel) and (q is channel._crates or q is channel._parcels):
            return frame
        frame = frame.f_back
    return None
