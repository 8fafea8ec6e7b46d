"""Library code that is written in Python and changes what threads share, played in steps of a fixed size.

Inside:  ``collections.Counter``'s ``update``, ``subtract``, ``+=`` and ``-=``.
Outside: library code that is taken for one step, with a doubt (effects); where this is put in place
         (runtime/patching).

``counter.update(words)`` looks like one operation. It reads a count, adds, and writes it back, word by word,
in Python or in C as the version and the arguments have it, and nothing says that no other thread comes in
between. The library's own lines would be other steps on every version. So within a run, at grains that
switch between lines, each count is one step for the read and one for the write.
"""

from __future__ import annotations

from _thread import get_ident
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline_core.lab.access.touches import read_contents, read_item, set_item
from pipeline_core.lab.primitives.replacing import REAL, replaces
from pipeline_core.lab.scheduler.actor import Actor, controlled


def stepping() -> Actor | None:
    """The calling thread's actor, if its lines are steps."""
    me = controlled.get(get_ident())
    if me is None or me.quiet or me.sched.busy or me.sched.tracer is None or not me.sched.tracer.stepping:
        return None
    return me


def pairs(source: Any, given: Mapping[Any, int]) -> Iterable[tuple[Any, int]]:
    """What is counted, and how often."""
    if issubclass(type(source), Mapping):
        yield from source.items()
    elif source is not None:
        for element in source:
            yield element, 1
    yield from given.items()


def count(me: Actor, counter: Counter[Any], source: Any, given: Mapping[Any, int], sign: int) -> None:
    sched = me.sched
    for element, number in pairs(source, given):
        if sched.footprint.observing:
            if source is not None:
                read_contents(sched, source)
            read_item(sched, counter, element)
        before = counter.get(element, 0)
        sched.inner_point(me)
        if sched.footprint.observing:
            set_item(sched, counter, element)
        counter[element] = before + sign * number


@replaces(Counter, "update")
def update(self: Counter[Any], iterable: Any = None, /, **kwds: int) -> None:
    me = stepping()
    if me is None or type(self).__setitem__ is not dict.__setitem__:
        REAL[Counter, "update"](self, iterable, **kwds)
    else:
        count(me, self, iterable, kwds, 1)


@replaces(Counter, "subtract")
def subtract(self: Counter[Any], iterable: Any = None, /, **kwds: int) -> None:
    me = stepping()
    if me is None or type(self).__setitem__ is not dict.__setitem__:
        REAL[Counter, "subtract"](self, iterable, **kwds)
    else:
        count(me, self, iterable, kwds, -1)


def in_place(counter: Counter[Any], other: Any, sign: int) -> bool:
    """``counter += other``: counts, then drops what is not positive; False if that is not ours to do."""
    me = stepping()
    if me is None or not isinstance(other, Mapping) or type(counter).__setitem__ is not dict.__setitem__:
        return False
    count(me, counter, other, {}, sign)
    for element in [element for element, number in counter.items() if number <= 0]:
        del counter[element]
    return True


@replaces(Counter, "__iadd__")
def add_in_place(self: Counter[Any], other: Any) -> Any:
    return self if in_place(self, other, 1) else REAL[Counter, "__iadd__"](self, other)


@replaces(Counter, "__isub__")
def subtract_in_place(self: Counter[Any], other: Any) -> Any:
    return self if in_place(self, other, -1) else REAL[Counter, "__isub__"](self, other)
