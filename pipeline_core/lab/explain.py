"""Words: what happened in a run, and what an exploration has shown.

Inside:  the story of a run in at most 15 lines, the verdict of an exploration in a few.
Outside: the facts (story, lines), the same as tables (html).
"""

from __future__ import annotations

import traceback
from typing import Any

LIMIT = 15  # lines of a story


def explain(run: Any) -> str:
    """The story of ``run``."""
    parts = [headline(run)]
    if run.outcome in ("deadlock", "leak", "endless") and run.picture:
        parts += stuck(run)
    elif run.error is not None:
        parts += crash(run)
    rows = side_by_side(run) if run.outcome in ("finished", "error") else []
    if rows:
        parts += rows[: LIMIT - len(parts) - 1]
    if run.note:
        parts.append(run.note)
    if len(parts) > LIMIT - 1:
        parts = [*parts[: LIMIT - 2], "…"]
    parts.append(f"Play it again: lab.replay(program, {run.schedule!r})")
    return "\n".join(parts)


def headline(run: Any) -> str:
    count = f"{run.steps} steps" + (f", {run.elapsed:g} s of virtual time" if run.elapsed else "")
    if run.outcome == "deadlock":
        return f"deadlock after {count}: nobody can move, and no timer is left."
    if run.outcome == "leak":
        return f"leak after {count}: the program returned, but threads are stuck for ever."
    if run.outcome == "endless":
        return f"endless: given up after {count}."
    if run.outcome == "error":
        return f"error after {count}: {error_text(run.error)}"
    if run.failed_check:
        return f"finished after {count}, but {run.failed_check}; result {short(run.result)}."
    return f"finished after {count}; result {short(run.result)}."


def short(value: Any, limit: int = 60) -> str:
    if "object at 0x" in (text := repr(value)):
        text = f"a {type(value).__name__}"
    return text if len(text) <= limit else text[: limit - 1] + "…"


def error_text(error: Any) -> str:
    message = str(error)
    return type(error).__name__ + (f": {short_text(message)}" if message else "")


def short_text(text: str, limit: int = 70) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


# -- stuck -----------------------------------------------------------------------------------


def stuck(run: Any) -> list[str]:
    """One line for each thread that matters, then the circle if there is one."""
    shown = [s for s in run.picture if not s.done or s.error]
    lines = [standing(s) for s in shown[: LIMIT - 4]]
    if len(shown) > len(lines):
        lines.append(f"  … and {len(shown) - len(lines)} more threads")
    loop = circle(run.picture)
    if loop:
        lines.append(
            "A circle: "
            + ", ".join(f"{a} waits for {b}" for a, b in zip(loop, loop[1:] + loop[:1], strict=True))
            + "."
        )
    else:
        lines += missing(run.picture)
    return lines


def standing(s: Any) -> str:
    if s.done:
        return f"  {s.thread} is gone: it died of {s.error}."
    holds = ""
    if s.holds:
        held = ", ".join(name + (f" since line {line}" if line else "") for name, line in s.holds)
        holds = f" holds {held};"
    where = f" at line {s.line}: {short_text(s.text, 50)}" if s.line else ""
    state = f" ({s.state})" if s.state else ""
    daemon = " (daemon)" if s.daemon else ""
    return f"  {s.thread}{daemon}{holds} {doing(s)}{state}{where}"


_DOING = {
    "acquire": "waits for {}", "join": "waits for {} to end", "put": "waits to put into {}",
    "get": "waits to get from {}",
    "wait": "waits for {}", "begin": "has not begun", "sleep": "sleeps", "compute": "computes",
    "line": "could go on",
}  # fmt: skip


def doing(s: Any) -> str:
    if s.kind == "join" and s.what.startswith("queue"):
        return f"waits until every item of {s.what} is done"
    return _DOING.get(s.kind, "is at " + s.kind + " of {}" if s.what else "is at " + s.kind).format(s.what)


def circle(picture: list[Any]) -> list[str]:
    """Threads that wait for each other in a ring, by their names; empty if there is none."""
    follows = {s.thread: s.waits_for for s in picture if s.waits_for and not s.done}
    for start in follows:
        path, here = [], start
        while here in follows and here not in path:
            path.append(here)
            here = follows[here]
        if here in path:
            ring = path[path.index(here) :]
            return ring if len(ring) > 1 or follows[ring[0]] == ring[0] else []
    return []


def missing(picture: list[Any]) -> list[str]:
    """What would have to happen, for those who wait for nobody in particular."""
    lines = []
    for s in picture:
        if s.done or s.waits_for:
            continue
        if s.kind == "get":
            lines.append(f"Nobody is left to put anything into {s.what}.")
        elif s.kind == "put":
            lines.append(f"Nobody is left to take anything out of {s.what}.")
        elif s.kind == "wait":
            lines.append(f"Nobody is left to wake {s.what}.")
    return list(dict.fromkeys(lines))[:3]


# -- errors and races ------------------------------------------------------------------------


def crash(run: Any) -> list[str]:
    frames = [
        f
        for f in traceback.extract_tb(run.error.__traceback__)
        if "pipeline_core/lab" not in f.filename.replace("\\", "/")
    ]
    who = f"  it left {run.failed_thread}" if run.failed_thread else "  it was raised"
    return [f"{who} at line {frames[-1].lineno}: {short_text(frames[-1].line or '', 60)}"] if frames else []


def side_by_side(run: Any) -> list[str]:
    """The statements that touched shared data, a column for each thread, in the order they ran."""
    chosen = telling(run.lines or [])
    if not chosen:
        return []
    threads = list(dict.fromkeys(line.thread for line in chosen))[:3]
    widest = {1: 100, 2: 50, 3: 36}[len(threads)]
    width = max(min(widest, max(len(cell(line)) for line in chosen)), *(len(t) for t in threads)) + 2
    rows = ["  " + "".join(t.ljust(width) for t in threads).rstrip()]
    for line in chosen:
        if line.thread in threads:
            text = cell(line)
            text = text if len(text) < width else text[: width - 3] + "…"
            rows.append("  " + " " * (width * threads.index(line.thread)) + text)
    return rows


def cell(line: Any) -> str:
    values = [f"reads {n} = {v}" for n, v in line.read] if not line.written else []
    values += [f"{n} becomes {v}" for n, v in line.written]
    return f"{line.number}: {line.text}" + (f"   [{', '.join(values[:2])}]" if values else "")


def telling(lines: list[Any], most: int = 10) -> list[Any]:
    """The statements about variables that one thread wrote and another touched."""
    writers: dict[str, set[str]] = {}
    users: dict[str, set[str]] = {}
    for line in lines:
        for name, _ in line.written:
            writers.setdefault(name, set()).add(line.thread)
        for name, _ in (*line.read, *line.written):
            users.setdefault(name, set()).add(line.thread)
    shared = {n for n, who in writers.items() if len(users[n]) > 1 and who != {"MainThread"}}
    chosen = [x for x in lines if any(n in shared for n, _ in (*x.read, *x.written))]
    chosen = [x for x in chosen if x.thread != "MainThread"] or chosen
    return chosen[-most:]


# -- explorations ----------------------------------------------------------------------------


def verdict(found: Any) -> str:
    """What was shown, and no more."""
    grain = {
        "channel": "switches at synchronisation calls only, each operation of a Channel being one",
        "sync": "switches at synchronisation calls only",
        "line": "switches between lines, not inside a line",
        "opcode": "switches between lines and inside them",
    }[found.switch]
    threads = f"{found.threads} thread{'s' if found.threads != 1 else ''}"
    if found.failure is not None:
        return failed(found, grain)
    many = f"{found.schedules} schedule{'s' if found.schedules != 1 else ''}"
    if found.complete:
        same = " that can differ" if found.schedules else ""
        return f"no failure in all {many}{same} of this program: {threads}; {grain}."
    text = f"no failure in {many} of this program, which are not all: {found.reason}; {threads}; {grain}."
    if found.bound is not None and "preemptions were tried" in found.reason:
        most = f"{found.bound} preemption{'s' if found.bound != 1 else ''}"
        covered = f"every schedule with at most {most} was run, and none with more"
        text = f"no failure in {many} of this program: {covered}; {threads}; {grain}."
    if found.sampled:
        text += f" {found.sampled} of them were drawn at random (sampling)."
    return text


def failed(found: Any, grain: str) -> str:
    run = found.failure
    what = run.failed_check or {"error": "an exception left a thread"}.get(run.outcome, run.outcome)
    text = f"failure in schedule {found.schedules}: {what}; {grain}."
    if found.kind:
        passes = "it passes while timers fire only when nobody can run"
        text = f"{found.kind}: {passes}; with early timers: {what}; {grain}."
    if not found.repeats:
        text += " It did not repeat under its own schedule: something in the program is not controlled."
    return text + "\n" + run.explain()
