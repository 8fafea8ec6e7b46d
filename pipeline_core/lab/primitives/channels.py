"""Channels as atomic objects, at grain "channel": one step puts, one step takes, one wakes all.

Inside:  the methods of ``pipeline_core.Channel`` for the threads of a run at that grain.
Outside: the channel itself, and that its parts behave so (proved at line grain in tests/lab/test_core.py).

A channel is made of two ``SimpleQueue``s, and at grain "sync" each look into one of them is a step. So a
pipeline has thousands of schedules that differ in nothing but which thread looked in vain. Here the same
things happen to the same two queues, in one step that is taken once it need not wait. The meter is told of
every wait, even one that took no time: a trace has more events then, the times are the same.

What the footprints say: what the puts and gets of the two queues say (queues), and the channel's own parts.
Each step reads that it is not stopped, which a wake writes. The peak is only touched while it may still grow.
"""

from __future__ import annotations

from _thread import allocate_lock, get_ident
from collections.abc import Callable, Iterator
from queue import Empty, Full
from typing import Any, Protocol

from pipeline_core.channel import Channel, NumberedChannel
from pipeline_core.errors import PipelineStopped
from pipeline_core.lab.primitives.queues import LabSimpleQueue, touched
from pipeline_core.lab.primitives.replacing import REAL, Replacements
from pipeline_core.lab.scheduler.actor import Actor, controlled
from pipeline_core.lab.scheduler.footprint import R, W
from pipeline_core.meter import BLOCKED, STARVED, Meter
from pipeline_core.utils import SENTINEL, Mark

at_channel_grain = Replacements()
replaces = at_channel_grain.replaces


class Parts(Protocol):
    """What is touched here of a Channel that was made in a run."""

    maxsize: int
    peak: int
    _parcels: LabSimpleQueue
    _crates: LabSimpleQueue
    _stopped: bool
    _left_over: list[Any]
    _count: int  # of a NumberedChannel alone


def here(self: Parts) -> Actor | None:
    """The actor on the calling thread if its run has this channel as one object, else None."""
    me = controlled.get(get_ident())
    ours = me is not None and me.sched.whole_channels and type(self._parcels) is LabSimpleQueue
    return me if ours else None


@replaces(Channel, "put")
def put(self: Parts, item: object, timeout: float | None = None, meter: Meter | None = None) -> None:
    me = here(self)
    if me is None:
        REAL[Channel, "put"](self, item, timeout, meter)
        return
    if self.maxsize:
        crate = take(me, self._crates, "put", BLOCKED, timeout, meter, Full)
    else:
        me.sched.point(me, self._crates, "put")
        crate = None
    if stopped(me, self):
        stop(me, self, self._crates, crate)
    send(me, self, item)


@replaces(Channel, "get")
def get(self: Parts, timeout: float | None = None, meter: Meter | None = None) -> Any:
    me = here(self)
    if me is None:
        return REAL[Channel, "get"](self, timeout, meter)
    item = take(me, self._parcels, "get", STARVED, timeout, meter, Empty)
    if stopped(me, self):
        stop(me, self, self._parcels, item)
    if self.maxsize:
        lay(me, self._crates, None)
    return item


@replaces(Channel, "sender")
def sender(self: Parts, meter: Meter | None = None) -> Callable[[Any], None]:
    if here(self) is None:
        real: Callable[[Any], None] = REAL[Channel, "sender"](self, meter)
        return real
    return lambda item: put(self, item, None, meter)


@replaces(Channel, "receiver")
def receiver(
    self: Parts, meter: Meter | None = None, before: Callable[[Any], object] | None = None
) -> Iterator[Any]:
    return (
        REAL[Channel, "receiver"](self, meter, before) if here(self) is None else items(self, meter, before)
    )


def items(self: Parts, meter: Meter | None, before: Callable[[Any], object] | None) -> Iterator[Any]:
    while True:
        if before is not None:
            before(None)
        item = get(self, None, meter)
        if item is SENTINEL:
            return
        yield item


@replaces(Channel, "wake")
def wake(self: Parts) -> None:
    me = here(self)
    if me is None or me.sched.ending is not None:
        REAL[Channel, "wake"](self)
        return
    me.sched.point(me, self, "wake")
    me.sched.footprint.touch(self, "._stopped", R if self._stopped else W)
    whole(me, REAL[Channel, "wake"], self)


@replaces(Channel, "drain")
def drain(self: Parts) -> Any:
    me = here(self)
    if me is None:
        return REAL[Channel, "drain"](self)
    me.sched.point(me, self, "drain")
    stopped(me, self)
    me.sched.footprint.touch(self, "._left_over", W)
    me.sched.footprint.touch(self._left_over, ".[]", W)
    return whole(me, REAL[Channel, "drain"], self)


# -- the parts ---------------------------------------------------------------------------------


def whole(me: Actor, method: Callable[[Parts], Any], self: Parts) -> Any:
    """The channel's own method, within the step that has begun."""
    me.quiet += 1
    try:
        return method(self)
    finally:
        me.quiet -= 1


def take(
    me: Actor,
    side: LabSimpleQueue,
    word: str,
    state: str,
    timeout: float | None,
    meter: Meter | None,
    refusal: type[Exception],
) -> Any:
    """Wait until there is something in ``side``, and take it out."""
    sched = me.sched
    if timeout == 0:
        late = sched.point(me, side, word)
    else:
        if meter is not None:
            meter.begin(state)
        try:
            late = sched.point(me, side, word, side.ready, timeout)
        finally:
            if meter is not None and sched.ending is None:
                meter.end()
    if late or not side.items:
        sched.footprint.touch(side, "size", R)
        raise refusal
    touched(sched, side, "get", len(side.items), timeout is None)
    sched.last_effect = sched.step
    return side.items.popleft()


def lay(me: Actor, side: LabSimpleQueue, token: object) -> None:
    touched(me.sched, side, "put", len(side.items), True)
    side.items.append(token)


def send(me: Actor, self: Parts, item: object) -> None:
    """Put the parcel in, numbered if it is that kind of channel.

    The peak is the most items that were inside, and depends on the order of puts and gets: so a put that may
    raise it reads the size. Once it has reached ``maxsize`` it can grow no more, and puts commute with gets
    again, as far as it is concerned.
    """
    sched = me.sched
    channel: object = self
    lay(me, self._parcels, numbered(me, self, item) if isinstance(channel, NumberedChannel) else item)
    sched.last_effect = sched.step
    sched.footprint.touch(self, ".peak", R)
    if item is not SENTINEL and (not self.maxsize or self.peak < self.maxsize):
        if self.maxsize != 1:  # else it is one, in whatever order others take
            sched.footprint.touch(self._parcels, "size", R)
        sched.footprint.touch(self, ".peak", W)
        self.peak = max(self.peak, min(len(self._parcels.items), self.maxsize or len(self._parcels.items)))


def numbered(me: Actor, self: Parts, item: object) -> object:
    me.sched.footprint.touch(self, "._count", W)
    parcel = item if item is SENTINEL else (self._count, item)
    self._count += 1
    return parcel


def stopped(me: Actor, self: Parts) -> bool:
    me.sched.footprint.touch(self, "._stopped", R)
    return bool(self._stopped)


def stop(me: Actor, self: Parts, side: LabSimpleQueue, token: object) -> None:
    """As ``Channel._stop``: pass the token on or keep the item, and stop."""
    if token is Mark.WAKE:
        lay(me, side, token)
    elif side is self._parcels:
        me.sched.footprint.touch(self._left_over, ".[]", W)
        self._left_over.append(token)
    raise PipelineStopped


_guard = allocate_lock()
_calls = 0  # calls of the lab at this grain, which may overlap


def install() -> None:
    """Put these methods in place for the length of a call at this grain, and no other."""
    global _calls
    with _guard:
        _calls += 1
        if _calls == 1:
            for owner, name, new in at_channel_grain.all:
                setattr(owner, name, new)


def uninstall() -> None:
    global _calls
    with _guard:
        _calls -= 1
        if not _calls:
            for owner, name, _ in at_channel_grain.all:
                setattr(owner, name, REAL[owner, name])
