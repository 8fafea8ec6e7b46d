"""Which lines of a run tell what went wrong, and where it turned.

Inside:  the lines that touch what threads share; the place where one changed what another had read.
Outside: the record of all lines (line_log), the words around them (explanation, html).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline_core.lab.story.blocked import ThreadStatus
from pipeline_core.lab.story.line_log import THE_ERROR, Line, lines_of
from pipeline_core.lab.story.sync_facts import Fact

if TYPE_CHECKING:
    from pipeline_core.lab.story.run import Run

ROWS = 10  # most lines of a table


@dataclass
class Row:
    """A line as the table has it: its facts in words; ``decisive``: part of the turning point."""

    line: Line
    facts: list[str]
    decisive: bool = False
    skipped: int = 0  # lines before this one that are left out


class Turn(NamedTuple):
    """One thread went by what it had read; meanwhile another changed it."""

    read: Line
    change: Line
    words: str  # what the other one did: "count becomes 1"
    use: Line | None  # None: the thread is stuck, at ``stuck_at``
    stuck_at: int | None = None

    def sentence(self) -> str:
        thread = self.read.thread
        begin = self.read.number
        other = f"{self.change.thread} ran line {self.change.number}: {self.words}."
        if self.use is not None and self.use.again and self.use.number == begin:
            return f"While {thread} was inside line {begin}, {other}"
        end = self.use.number if self.use is not None else self.stuck_at
        return f"Between lines {begin} and {end} of {thread}, {other}"


def rows_to_tell(run: Run, most: int = ROWS) -> tuple[list[Row], Turn | None]:
    """The rows of the table for ``run``, and the turning point if there is one."""
    lines = [as_seen_by_others(x) for x in lines_of(run)]
    shared = shared_keys(lines, {s.what.variable or s.what for s in run.stuck})
    chosen = [replace(x, facts=[f for f in x.facts if matters(f, x, shared)]) for x in lines]
    chosen = [x for x in chosen if x.facts]
    printing = [x for x in chosen if any(f.keys == ("output",) for f in x.facts)]
    if len(chosen) > most and len(printing) < len(chosen):  # what is printed comes last
        chosen = [x for x in chosen if any(f.keys != ("output",) for f in x.facts)]
    if all(f.kind == "raise" for x in chosen for f in x.facts):
        chosen = []
    turn = turning_point(chosen, shared, run.stuck)
    decisive = [x for x in (turn.read, turn.change, turn.use) if x is not None] if turn else []
    return rows(chosen, decisive, most), turn


def shared_keys(lines: list[Line], wanted: set[str]) -> set[Any]:
    """What one thread changed and another touched, or is stuck at.

    ``wanted``: what threads are stuck at, as the program calls it. That counts as changed and as touched by
    one thread more (-1), since who waits for a thing wants to change it and left no fact that says so.
    """
    writers: dict[Any, set[int]] = {}
    users: dict[Any, set[int]] = {}
    for line in lines:
        for fact in line.facts:
            for key in fact.keys:
                users.setdefault(key, set()).add(line.index)
                if fact.write:
                    writers.setdefault(key, set()).add(line.index)
                if fact.what in wanted and key[0] == "object":
                    writers.setdefault(key, set()).add(-1)
                    users[key].add(-1)
    return {key for key in writers if len(users[key]) > 1}


def as_seen_by_others(line: Line) -> Line:
    """What others could have noticed: nothing before they began; reading after them is no news either."""
    if any(f.keys == THE_ERROR for f in line.facts):
        return line
    facts = [f for f in line.facts if f.always or not (line.before or (line.after and not f.write))]
    return replace(line, facts=facts)


def matters(fact: Fact, line: Line, shared: set[Any]) -> bool:
    """Shared with others; or part of the line that raised the error."""
    if any(f.keys == THE_ERROR for f in line.facts):
        return True
    repeated = fact.kind == "read" and any(f.kind == "put" for f in line.facts)
    return fact.always or (not shared.isdisjoint(fact.keys) and not repeated)


def turning_point(lines: list[Line], shared: set[Any], stuck: list[ThreadStatus]) -> Turn | None:
    """The first place where a thread uses what it had read and another one changed it in between.

    The lines are gone through in the order in which they ran. For each thread and shared thing it is kept
    where the thread read it last (a write of its own settles the matter: what it knows is its own), and for
    each thing who changed it last. A thread that writes it, or raises the error, while a change by another
    one is later than its own last read, has gone by what was true no longer. So has one that is stuck.
    """
    basis: dict[tuple[int, Any], Line] = {}  # the last thing a thread did with it: it read it here
    changes: dict[Any, tuple[Line, Fact]] = {}

    def between(index: int, key: Any) -> Turn | None:
        """The change by somebody else since this thread read it."""
        read = basis.get((index, key))
        change, fact = changes.get(key, (None, None))
        if read is None or change is None or fact is None:
            return None
        by_another = change.order > read.order and change.index != index
        return Turn(read, change, fact.text, None) if by_another and read.number and change.number else None

    for line in lines:
        failing = any(f.keys == THE_ERROR for f in line.facts)
        used = {key: f for f in line.facts for key in shared.intersection(f.keys) if key != "output"}
        for key in [key for index, key in basis if index == line.index] if failing else used:
            turn = between(line.index, key)
            if turn and (failing or any(f.write and key in f.keys for f in line.facts)):
                return turn._replace(use=line)
        for key, fact in used.items():
            if fact.write:
                basis.pop((line.index, key), None)
                changes[key] = line, fact
            else:
                basis[line.index, key] = line
    for s in stuck:  # it looked whether it may go on, another one changed that, and it is stuck
        for (index, key), read in basis.items():
            turn = between(index, key)
            if turn and read.thread == s.thread and s.line not in (None, read.number):
                return turn._replace(stuck_at=s.line)
    return None


def rows(lines: list[Line], decisive: list[Line], most: int) -> list[Row]:
    """At most so many, gaps counted: around the turning point if there is one, else the last ones."""
    places = [i for i, x in enumerate(lines) if any(x is d for d in decisive)]
    keep = set(places or range(len(lines))[-1:])
    for distance in range(1, len(lines)):
        for near in [p + d for p in sorted(keep) for d in (-distance, distance)]:
            more = keep | ({near} & set(range(len(lines))))
            if len(more) + gaps(more) <= most:
                keep = more
    found = []
    before = 0
    for i in sorted(keep):
        found.append(Row(lines[i], some_facts(lines[i]), i in places, i - before))
        before = i + 1
    return found


def gaps(places: set[int]) -> int:
    return sum(p - 1 not in places for p in places if p)


def some_facts(line: Line) -> list[str]:
    """What a line did; a loop on one line may have done a lot."""
    texts = list(dict.fromkeys(f.text for f in line.facts))
    return texts if len(texts) <= 5 else [*texts[:2], f"… {len(texts) - 3} more", texts[-1]]
