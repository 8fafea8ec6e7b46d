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
from pipeline_core.lab.story.line_log import NAMELESS, Line, LineKeeper
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

    def names() -> list[str]:
        sched = runner.play(Follow(), told=keeper, watcher=watcher, max_steps=20_000)
        return [*places(keeper.finish(sched)), *things(watcher.events)]

    found = list(dict.fromkeys(runner.guard(names) or []))
    if not found:
        return ""
    more = f" and {len(found) - MOST_NAMES} more" if len(found) > MOST_NAMES else ""
    return f"Its threads share, in the usual run: {', '.join(found[:MOST_NAMES])}{more}."


def places(every: list[Line]) -> list[str]:
    """Variables, attributes and items."""
    lines = [as_seen_by_others(line) for line in every]
    shared = shared_keys(lines, set())
    facts = [f for line in lines for f in line.facts if f.what and not shared.isdisjoint(f.keys)]
    named = (f.what for f in facts if f.keys[0][0] != "object" and NAMELESS not in f.what)
    names = list(dict.fromkeys(named))
    return [f"`{n}`" for n in names if not any(n.startswith(f"{whole}[") for whole in names)]


def things(events: list[Event]) -> list[str]:
    """Locks, queues and their like that two threads used, as far as the program has a name for them."""
    users: dict[str, set[int]] = {}
    for event in events:
        what = event.what.room_of or event.what  # one end takes the crates of a channel, the other its items
        if what.variable and what.word not in ("thread", "timer", "future"):
            users.setdefault(str(what), set()).add(event.number)
    return [name for name, threads in users.items() if len(threads) > 1]
