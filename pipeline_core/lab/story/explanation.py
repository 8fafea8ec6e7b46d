"""How a run is told in words: who is stuck on what (a deadlock), where it raised, which lines disagreed.

Inside:  the story of a run in at most 15 lines.
Outside: the facts (blocked, line_log), which of them matter (turning_point), the same as tables (html).
"""

from __future__ import annotations

import linecache
import sysconfig
import traceback
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING

from pipeline_core.lab.code.callables import LAB_FOLDER, functions_of
from pipeline_core.lab.runtime.holders import of_program
from pipeline_core.lab.story.blocked import ThreadStatus, blocked_cycle
from pipeline_core.lab.story.retelling import told
from pipeline_core.lab.story.turning_point import ROWS, Row, rows_to_tell, that_fit
from pipeline_core.lab.story.vocabulary import missing, short, value_text, waits
from pipeline_core.lab.text import error_text, one_line

if TYPE_CHECKING:
    from pipeline_core.lab.story.run import Run

LIMIT = 15  # lines of a story
MOST = LIMIT - 5  # of them, about threads that are stuck
WIDTH = 100  # characters of a line; only source text is cut to fit, never a value
_FOREIGN = tuple(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))


def explain(run: Run) -> str:
    """The story of ``run``."""
    parts = [headline(run)]
    stuck = run.outcome in ("deadlock", "leak", "endless") and run.statuses
    if stuck:
        parts += thread_lines(run.statuses, WIDTH) + reasons(run)
    elif run.error is not None:
        parts += crash(run)
    notes = [run.note] if run.note else []
    parts += side_by_side(run, LIMIT - len(parts) - len(notes) - 1)
    return "\n".join([*parts[: LIMIT - len(notes) - 1], *notes, *filter(None, [again(run)])])


def again(run: Run) -> str:
    """The call that plays the run again; for a program that the reader cannot name, the schedule alone.

    Empty for such a program in its usual order, which has no schedule worth the name, and at grain "opcode",
    where counting the accesses inside lines helps nobody who cannot play it; and for a program that the
    reader does not have.
    """
    if run.tells is not None:
        return ""
    if not run.named:
        worth = ":" in run.schedule and not run.schedule.startswith("opcode")
        return f"Its schedule: {run.schedule!r}" if worth else ""
    names = [getattr(thing, "__name__", type(thing).__name__) for thing in run.watch]
    watch = f", watch={names[0] if len(names) == 1 else '(' + ', '.join(names) + ')'}" if names else ""
    return f"Play it again: lab.replay(program, {run.schedule!r}{watch})"


def headline(run: Run) -> str:
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
        return f"error{after}: {error_text(run.error)}" if run.error is not None else f"error{after}"
    result = f"; result {value_text(run.result, idents=run.idents)}" if run.shows_result else ""
    if run.failed_check:
        return f"finished{after}, but {run.failed_check}{result}."
    return f"finished{after}{result}."


# -- stuck -----------------------------------------------------------------------------------


def thread_lines(statuses: Sequence[ThreadStatus], width: int = 0) -> list[str]:
    """One line for each thread that is not over, and for each that died.

    ``width``: what is longer goes on in a second line, with where the thread stands; not where there are so
    many threads that no room is left for the rest of the story. 0: never.
    """
    shown = [s for s in statuses if not s.done or s.error]
    rest = [f"  and {len(shown) - MOST} more threads"] if len(shown) > MOST else []
    told = [thread_line(s, width) for s in shown[:MOST]]
    if sum(map(len, told)) > MOST:
        told = [thread_line(s) for s in shown[:MOST]]
    return [line for lines in told for line in lines] + rest


def thread_line(s: ThreadStatus, width: int = 0) -> list[str]:
    does, place, text = does_and_where(s)
    if not place:
        return [does]
    room = WIDTH - len(does) - len(place) - 2
    if width and room < min(len(text), 16):
        return [f"{does},", f"      {place}{one_line(text, width - 6 - len(place))}"]
    return [f"{does}, {place}{one_line(text, max(16, room))}"]


def does_and_where(s: ThreadStatus) -> tuple[str, str, str]:
    """What a thread is about, the line that it is in, and the text of that line."""
    if s.done:
        does = f"  {s.thread} is gone: it died of {s.error}"
        return (does, f"at line {s.line}: ", s.text) if s.line else (f"{does}.", "", "")
    holds = f" holds {holds_text(s)};" if s.holds else ""
    daemon = " (daemon)" if s.daemon else ""
    does = f"  {s.thread}{daemon}{holds} {waits_text(s)}"
    return does, f"{'started ' if s.started else ''}at line {s.line}: " if s.line else "", s.text


def holds_text(s: ThreadStatus) -> str:
    return ", ".join(name + (f" since line {line}" if line else "") for name, line in s.holds)


def waits_text(s: ThreadStatus) -> str:
    """What a thread waits for or does, with the state of the thing."""
    state = f", {s.state}" if s.kind == "result" and s.state else f" ({s.state})" if s.state else ""
    if s.kind == "join" and not s.waits_for:
        return f"waits until every item of {s.what} is done{state}"
    if s.kind == "result":
        what = f"the {s.what}" if s.what.variable else s.what
        return (waits("result", what) if what else "waits for a future") + state
    return waits(s.kind, s.what) + state


def reasons(run: Run) -> list[str]:
    """The circle if there is one; else what would have to happen, and what is over."""
    loop = blocked_cycle(run.statuses)
    if len(loop) == 1:
        return [f"{loop[0]} waits for itself{kept(next(s for s in run.statuses if s.thread == loop[0]))}."]
    if loop:
        names = [short(name) for name in loop]
        pairs = list(zip(names, names[1:] + names[:1], strict=True))
        between = " waits for " if len(pairs) == 2 else " for "
        rest = "".join(f", {a}{between}{b}" for a, b in pairs[1:])
        return [f"A circle: {pairs[0][0]} waits for {pairs[0][1]}{rest}."]
    # of a run that was given up on, somebody still moves: nothing is out of reach
    return (what_is_missing(run) if run.outcome != "endless" else []) + over(run)


def kept(s: ThreadStatus) -> str:
    """Why a thread can wait for itself at a lock; which cure is right depends on where it took it."""
    if s.kind != "acquire":
        return ""
    line = dict(s.holds).get(s.what)
    where = " in this line before" if line == s.line else f" at line {line}" if line else ""
    return f": it took the lock{where}, and has not given it back"


def what_is_missing(run: Run) -> list[str]:
    """What would have to happen, for those who wait for nobody in particular."""
    lines = [missing(s.kind, s.what) for s in run.stuck if not s.waits_for]
    return list(dict.fromkeys(filter(None, lines)))[:3]


def over(run: Run) -> list[str]:
    """The threads that have ended, in one line."""
    done = [s for s in run.statuses if s.done and not s.error and (s.holds or run.statuses.index(s))]
    lines = [f"{s.thread} is over and still holds {holds_text(s)}." for s in done if s.holds][:3]
    names = [s.thread for s in done if not s.holds]
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return lines + ([f"Already ended: {', '.join(names[:4])}{more}."] if names else [])


# -- errors and races ------------------------------------------------------------------------


def crash(run: Run) -> list[str]:
    """Where an exception was raised in the program's own code, and which thread it left."""
    steps = list(traceback.walk_tb(run.error.__traceback__ if run.error is not None else None))
    spaces = {id(function.__globals__) for function in functions_of(run.program)}
    own = [(f, n) for f, n in steps if id(f.f_globals) in spaces or of_program(f.f_globals)]
    own = own or [(f, n) for f, n in steps if not f.f_code.co_filename.startswith((*_FOREIGN, LAB_FOLDER))]
    if run.tells is not None:
        own = [(frame, number) for frame, number in own if run.tells(frame.f_code.co_filename)]
    if not own:
        return [f"  it left {run.failed_thread}"]
    places = [(frame.f_globals.get("__name__"), frame.f_code.co_name) for frame, _ in steps]
    worker = len(own) > 1 and ("concurrent.futures.thread", "run") in places  # a task ran, nobody made a pool
    raised = [f"  a pool's worker raised it {at(*own[-1])}"] if worker else []
    return [*raised, f"  it left {run.failed_thread} {at(*own[0 if worker else -1])}"]


def at(frame: FrameType, number: int) -> str:
    return f"at line {number}: {one_line(linecache.getline(frame.f_code.co_filename, number), 70)}"


def side_by_side(run: Run, room: int) -> list[str]:
    """The lines that touched shared data, a column for each thread, in the order they ran."""
    lines, turns, _ = told(run)
    turns = that_fit(lines, turns, run.stuck, min(ROWS, room - 1 - len(turns)))
    rows = rows_to_tell(lines, turns, run.stuck, min(ROWS, room - 1 - max(1, len(turns))))
    if not rows:
        return nothing_to_show(run)
    if room < 4:
        return []
    names = {row.line.index: row.line.thread for row in rows}
    threads = [names[i] for i in sorted(names)]
    if len(threads) > 3:
        table = [x for row in rows for x in (*gap(row), f"  {row.line.thread}  {cell(row)}")]
    else:
        table = columns(rows, threads)
    return table + [turn.sentence() for turn in turns]


def nothing_to_show(run: Run) -> list[str]:
    """Why there is no table, where only the check knows what went wrong."""
    if not run.failed_check or run.tells is not None:
        return []
    if told(run).lost:
        return ["Its lines cannot be shown: noting them changes what it does."]
    return ["No line that touches what two threads share could be named."]


def columns(rows: list[Row], threads: list[str]) -> list[str]:
    """A column begins where the one before it has its longest cell, or a little earlier: it may run over."""
    most = 30 if len(threads) < 3 else 20
    starts = [2]
    for thread in threads:
        longest = max(len(cell(row)) for row in rows if row.line.thread == thread)
        starts.append(starts[-1] + max(min(longest, most), len(thread)) + 2)
    head = "".join(t.ljust(b - a) for t, a, b in zip(threads, starts, starts[1:], strict=False))
    places = dict(zip(threads, starts, strict=False))
    lines = [" " * starts[0] + head.rstrip()]
    for row in rows:
        start = places[row.line.thread]
        lines += gap(row)
        lines.append(" " * start + cell(row, WIDTH - start))
    return lines


def gap(row: Row) -> list[str]:
    return [f"  … ({row.skipped} line{'s' if row.skipped != 1 else ''})"] if row.skipped else []


def cell(row: Row, width: int = WIDTH) -> str:
    """A line of the program and what it did; the source is cut if need be, what it did never."""
    did = f"  [{', '.join(row.facts)}]"
    if not row.line.text:
        return did.strip()
    start = (f"{row.line.number}: " if row.line.number else "") + ("… " if row.line.again else "")
    return start + one_line(row.line.text, max(16, width - len(start) - len(did))) + did
