"""What a step does to a queue, for the pictures: how many items it holds afterwards, and whose queue it is.

Inside:  the part of an Event that is about a queue; the name of the two queues inside a ``Channel``.
Outside: events in general (story), pictures of them (threaded).
"""

from __future__ import annotations

import sys
from collections import deque
from typing import Any

from pipeline_core.channel import Channel
from pipeline_core.lab.code.frames import variables
from pipeline_core.lab.primitives.queues import LabSimpleQueue, closed, size
from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.utils import SENTINEL


def at_queue(limits: dict[int, int], me: Actor, q: Any) -> tuple[int, int, bool, int]:
    """Change, depth, marker and maxsize of an Event: what ``me``, whose turn it is, does to a queue."""
    if isinstance(q, LabSimpleQueue):
        items: Any = q.items
        held, room, maxsize = len(items), True, limits.get(id(q), 0)
    else:
        items, held, maxsize = getattr(q, "queue", None), size(q, me), q.maxsize
        room = (maxsize <= 0 or held < maxsize) and not closed(q)
    if me.fired:  # its time ran out
        return 0, held, False, maxsize
    if me.kind == "put":
        return (1, held + 1, False, maxsize) if room else (0, held, False, maxsize)
    if not held:
        return 0, 0, False, maxsize
    first = items[0] if type(items) is deque else 0
    return -1, held - 1, first is None or first is SENTINEL or type(first) is object, maxsize


def side(watcher: Any, me: Actor, frame: Any, obj: Any) -> str:
    """One of the two queues inside a Channel: its items, or the empty crates that stand for room."""
    channel = variables(frame)["self"]
    _, variable = watcher.variable(me.sched, me, channel)
    if variable is not None:
        full = f"channel `{variable}`"
    elif frame.f_code.co_name == "__init__":
        return "channel"  # nobody has a name for it yet
    else:
        full = watcher.names.setdefault(id(channel), f"channel {1 + watcher.counts.get('channel', 0)}")
        watcher.counts["channel"] = int(full.split()[1])
        watcher.kept.append(channel)
    watcher.limits[id(obj)] = channel.maxsize
    watcher.names[id(obj)] = full = f"crates of {full}" if obj is channel._crates else full
    return full


def calling_channel(q: Any) -> Any:
    """The frame of the ``Channel`` that uses ``q`` at the moment, or None."""
    frame: Any = sys._getframe(2)
    while frame is not None and str(frame.f_globals.get("__package__")).startswith("pipeline_core"):
        channel = variables(frame).get("self")
        if isinstance(channel, Channel) and (q is channel._crates or q is channel._parcels):
            return frame
        frame = frame.f_back
    return None
