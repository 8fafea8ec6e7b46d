"""What the threads of a program share, by name: what a claim about all its schedules is about.

Inside:  playing the usual run once, and naming what one thread changes in it and another one touches.
Outside: the claim (exploration/result), the lines that are noted (line_log).
"""

from __future__ import annotations

from _thread import get_ident
from collections.abc import Callable
from typing import Any

from pipeline_core.lab.runtime.runner import Runner
from pipeline_core.lab.scheduler.actor import controlled
from pipeline_core.lab.scheduler.strategies import Follow
from pipeline_core.lab.story.line_log import Line, LineKeeper
from pipeline_core.lab.story.turning_point import as_seen_by_others, shared_keys
from pipeline_core.lab.story.watcher import Event, Watcher

MOST_NAMES = 6


def shared_in_usual_run(program: Callable[[], Any], watch: tuple[Any, ...], grain: str) -> str:
    """A sentence with the names; empty if there are none to be had."""
    if get_ident() in controlled:
        return ""
    runner = Runner.for_program(program, watch, grain, lines=True)
    watcher = Watcher(runner.scope.namespaces)
    keeper = LineKeeper(watcher)

    def seen() -> tuple[list[str], int]:
        sched = runner.play(Follow(), told=keeper, watcher=watcher, max_steps=20_000)
        named, nameless = things(watcher.events)
        return list(dict.fromkeys([*places(keeper.finish(sched)), *named])), nameless

    found, nameless = runner.guard(seen) or ([], 0)
    shown = [", ".join(found[:MOST_NAMES])]
    if len(found) > MOST_NAMES:
        shown.append(f"{len(found) - MOST_NAMES} more")
    if nameless:
        shown.append(f"{nameless} thing{'s' if nameless != 1 else ''} without a name")
    told = " and ".join(filter(None, shown))
    return f"Its threads share, in the usual run: {told}." if told else ""


def places(every: list[Line]) -> list[str]:
    """Variables, attributes and items."""
    lines = [as_seen_by_others(line) for line in every]
    shared = shared_keys(lines, set())
    facts = [f for line in lines for f in line.facts if f.what and not shared.isdisjoint(f.keys)]
    names = list(dict.fromkeys(f.what for f in facts if f.keys[0][0] != "object"))
    return [f"`{n}`" for n in names if not any(n.startswith(f"{whole}[") for whole in names)]


def things(events: list[Event]) -> tuple[list[str], int]:
    """Locks, queues and their like that two threads used; how many of them have a number and no name."""
    users: dict[str, set[int]] = {}
    for event in events:
        what = event.what.room_of or event.what  # one end takes the crates of a channel, the other its items
        if what and what.word not in ("thread", "timer", "future"):
            users.setdefault(str(what), set()).add(event.number)
    shared = [name for name, threads in users.items() if len(threads) > 1]
    named = [name for name in shared if "`" in name]
    return named, len(shared) - len(named)
