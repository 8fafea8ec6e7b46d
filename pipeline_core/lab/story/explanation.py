"""Words: what happened in a run, and what an exploration has shown.

Inside:  the story of a run in at most 15 lines, the verdict of an exploration in a few.
Outside: the facts (standing, lines), which of them matter (telling), the same as tables (html).
"""

from __future__ import annotations

import linecache
import sysconfig
import traceback
from typing import Any

from pipeline_core.lab.code.callables import LAB_FOLDER, functions_of
from pipeline_core.lab.showing import show
from pipeline_core.lab.story.blocked import short
from pipeline_core.lab.story.turning_point import Row, telling
from pipeline_core.lab.text import error_text

LIMIT = 15  # lines of a story
WIDTH = 110  # characters of a line; only source text is cut to fit, never a value
_FOREIGN = tuple(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))


def explain(run: Any) -> str:
    """The story of ``run``."""
    parts = [headline(run)]
    stuck = run.outcome in ("deadlock", "leak", "endless") and run.picture
    if stuck:
        parts += standings(run) + reasons(run)
    elif run.error is not None:
        parts += crash(run)
    notes = [run.note] if run.note else []
    parts += side_by_side(run, LIMIT - len(parts) - len(notes) - 1)
    return "\n".join([*parts[: LIMIT - len(notes) - 1], *notes, *filter(None, [again(run)])])


def again(run: Any) -> str:
    """The call that plays the run again; for a program that the reader cannot name, the schedule alone.

    Empty for such a program in its usual order, which has no schedule worth the name, and at grain
    "opcode": each Python counts other steps inside a line, and what a learner reads is the same on all.
    """
    if not run.named:
        worth = ":" in run.schedule and not run.schedule.startswith("opcode")
        return f"Its schedule: {run.schedule!r}" if worth else ""
    names = [getattr(thing, "__name__", type(thing).__name__) for thing in run.watch]
    watch = f", watch={names[0] if len(names) == 1 else '(' + ', '.join(names) + ')'}" if names else ""
    return f"Play it again: lab.replay(program, {run.schedule!r}{watch})"


def headline(run: Any) -> str:
    """How it ended, when by the virtual clock, and with what."""
    after = f" after {run.elapsed:g} s of virtual time" if run.elapsed else ""
    if run.outcome == "deadlock":
        return f"deadlock{after}: nobody can move, and no timer is left."
    if run.outcome == "leak":
        return f"leak{after}: the program returned, but threads are stuck for ever."
    if run.outcome == "endless":
        time = f", {run.elapsed:g} s of virtual time" if run.elapsed else ""
        return f"endless: given up after {run.steps} steps{time}."
    if run.outcome == "error":
        return f"error{after}: {error_text(run.error)}"
    if run.failed_check:
        return f"finished{after}, but {run.failed_check}; result {show(run.result)}."
    return f"finished{after}; result {show(run.result)}."


def cut(text: str, limit: int) -> str:
    """Source text or a message, in one line; what does not fit is left out and said to be."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: max(limit - 1, 0)].rstrip() + "…"


# -- stuck -----------------------------------------------------------------------------------


def standings(run: Any) -> list[str]:
    """One line for each thread that is not over, and for each that died."""
    shown = [s for s in run.picture if not s.done or s.error]
    lines = [standing(s) for s in shown[: LIMIT - 5]]
    if len(shown) > len(lines):
        lines.append(f"  and {len(shown) - len(lines)} more threads")
    return lines


def standing(s: Any) -> str:
    if s.done:
        where = f", at line {s.line}: {cut(s.text, 50)}" if s.line else "."
        return f"  {s.thread} is gone: it died of {s.error}{where}"
    holds = f" holds {holding(s)};" if s.holds else ""
    daemon = " (daemon)" if s.daemon else ""
    start = f"  {s.thread}{daemon}{holds} {doing(s)}"
    if not s.line:
        return start
    start += f", {'started ' if s.started else ''}at line {s.line}: "
    return start + f"{cut(s.text, max(24, WIDTH - len(start)))}"


def holding(s: Any) -> str:
    return ", ".join(name + (f" since line {line}" if line else "") for name, line in s.holds)


_DOING = {
    "acquire": "waits for {}", "join": "waits for {} to end", "put": "waits to put into {}",
    "get": "waits to get from {}", "wait": "waits for {}", "begin": "has not begun", "sleep": "sleeps",
    "compute": "computes", "line": "is still running", "barrier": "waits at {}",
    "result": "waits for a result of {}", "work": "waits for work from {}",
}  # fmt: skip


def doing(s: Any) -> str:
    """What a thread waits for or does, with the state of the thing."""
    state = f", {s.state}" if s.kind == "result" and s.state else f" ({s.state})" if s.state else ""
    if s.kind == "join" and not s.waits_for:
        return f"waits until every item of {s.what} is done{state}"
    if s.kind == "result":
        what = f"the {s.what}" if "`" in s.what else s.what
        return (f"waits for a result of {what}" if what else "waits for a future") + state
    words = _DOING.get(s.kind, f"is at {s.kind} of {{}}" if s.what else f"is at {s.kind}")
    return words.format(s.what) + state


def reasons(run: Any) -> list[str]:
    """The circle if there is one; else what would have to happen, and what is over."""
    loop = circle(run.picture)
    if len(loop) == 1:
        s = next(s for s in run.picture if s.thread == loop[0])
        twice = ": a Lock cannot be taken twice, an RLock can" if s.state == "held by itself" else ""
        return [f"{loop[0]} waits for itself{twice}."]
    if loop:
        names = [short(name) for name in loop]
        pairs = list(zip(names, names[1:] + names[:1], strict=True))
        waits = " waits for " if len(pairs) == 2 else " for "
        rest = "".join(f", {a}{waits}{b}" for a, b in pairs[1:])
        return [f"A circle: {pairs[0][0]} waits for {pairs[0][1]}{rest}."]
    return missing(run) + over(run)


def circle(picture: list[Any]) -> list[str]:
    """Threads that wait for each other in a ring, by their names; empty if there is none."""
    follows = {s.thread: s.waits_for for s in picture if s.waits_for and not s.done}
    for start in follows:
        path, here = [], start
        while here in follows and here not in path:
            path.append(here)
            here = follows[here]
        if here in path:
            return path[path.index(here) :]
    return []


_MISSING = {
    "get": "Nobody can put anything into {} any more.",
    "put": "Nobody can take anything out of {} any more.",
    "acquire": "Nobody can release {} any more.",
    "barrier": "Nobody else can come to {} any more.",
    "join": "Nobody can call task_done() for {} any more.",
}


def missing(run: Any) -> list[str]:
    """What would have to happen, for those who wait for nobody in particular."""
    lines = []
    for s in run.picture:
        if s.done or s.waits_for:
            continue
        words = _MISSING.get(s.kind)
        if s.kind == "wait":
            words = f"Nobody can {'set' if s.what.startswith('event') else 'notify'} {{}} any more."
        if words is not None:
            lines.append(words.format(s.what))
    return list(dict.fromkeys(lines))[:3]


def over(run: Any) -> list[str]:
    """The threads that have ended, in one line."""
    done = [s for s in run.picture if s.done and not s.error and (s.holds or run.picture.index(s))]
    lines = [f"{s.thread} is over and still holds {holding(s)}." for s in done if s.holds][:3]
    names = [s.thread for s in done if not s.holds]
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return lines + ([f"Over by then: {', '.join(names[:4])}{more}."] if names else [])


# -- errors and races ------------------------------------------------------------------------


def crash(run: Any) -> list[str]:
    """Where an exception was raised in the program's own code, and which thread it left."""
    steps = list(traceback.walk_tb(run.error.__traceback__))
    spaces = {id(function.__globals__) for function in functions_of(run.program)}
    own = [(frame, number) for frame, number in steps if id(frame.f_globals) in spaces]
    own = own or [(f, n) for f, n in steps if not f.f_code.co_filename.startswith((*_FOREIGN, LAB_FOLDER))]
    if not own:
        return [f"  it left {run.failed_thread}"]
    modules = [str(frame.f_globals.get("__name__")) for frame, _ in steps]
    worker = len(own) > 1 and "concurrent.futures.thread" in modules
    raised = [f"  a pool's worker raised it {at(*own[-1])}"] if worker else []
    return [*raised, f"  it left {run.failed_thread} {at(*own[0 if worker else -1])}"]


def at(frame: Any, number: int) -> str:
    return f"at line {number}: {cut(linecache.getline(frame.f_code.co_filename, number), 70)}"


def side_by_side(run: Any, room: int) -> list[str]:
    """The lines that touched shared data, a column for each thread, in the order they ran."""
    told, turn = telling(run, min(10, room - 2))
    if room < 4 or not told:
        return []
    names = {row.line.index: row.line.thread for row in told}
    threads = [names[i] for i in sorted(names)]
    if len(threads) > 3:
        lines = [x for row in told for x in (*gap(row), f"  {row.line.thread}  {cell(row)}")]
    else:
        lines = columns(told, threads)
    return lines + ([turn.sentence()] if turn else [])


def columns(told: list[Row], threads: list[str]) -> list[str]:
    """A column begins where the one before it has its longest cell, or a little earlier: it may run over."""
    most = 48 if len(threads) < 3 else 34
    starts = [2]
    for thread in threads:
        longest = max(len(cell(row)) for row in told if row.line.thread == thread)
        starts.append(starts[-1] + max(min(longest, most), len(thread)) + 2)
    head = "".join(t.ljust(b - a) for t, a, b in zip(threads, starts, starts[1:], strict=False))
    places = dict(zip(threads, starts, strict=False))
    lines = [" " * starts[0] + head.rstrip()]
    for row in told:
        start = places[row.line.thread]
        lines += gap(row)
        lines.append(" " * start + cell(row, WIDTH - start))
    return lines


def gap(row: Row) -> list[str]:
    return [f"  … ({row.skipped} line{'s' if row.skipped != 1 else ''})"] if row.skipped else []


def cell(row: Row, width: int = WIDTH) -> str:
    """A line of the program and what it did; the source is cut if need be, what it did never."""
    did = f"  [{', '.join(row.facts)}]"
    start = (f"{row.line.number}: " if row.line.number else "") + ("… " if row.line.again else "")
    return start + cut(row.line.text, max(16, width - len(start) - len(did))) + did


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
    if found.kind:
        return f"nothing can be shown: {found.reason}; {threads}; {grain}."
    many = f"{found.schedules} schedule{'s' if found.schedules != 1 else ''}"
    if found.complete and found.schedules == 1:
        return f"no failure in 1 schedule of this program, and no other can differ: {threads}; {grain}."
    if found.complete:
        same = " that can differ" if found.schedules else ""
        return f"no failure in all {many} of this program{same}: {threads}; {grain}."
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
        passes = "it passes while sleeps and timeouts last until nobody else can run"
        text = f"{found.kind}: {passes}; when one ends earlier: {what}; {grain}."
    if not found.repeats:
        text += " It did not repeat under its own schedule: something in the program is not controlled."
    return text + "\n" + run.explain()
