"""Which lines of a run tell what went wrong, and where it turned.

Inside:  the lines that touch what threads share; the places where one thread came in between two lines of
         another, and which of them decide.
Outside: the record of all lines (line_log), the run with two lines in the other order (other_orders), the
         words around them (explanation, html).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from pipeline_core.lab.story.blocked import ThreadStatus
from pipeline_core.lab.story.line_log import THE_ERROR, Line
from pipeline_core.lab.story.other_orders import OtherOrders
from pipeline_core.lab.story.sync_facts import Fact

ROWS = 10  # most lines of a table
MOST_TURNS = 2  # that are told


@dataclass
class Row:
    """A line as the table has it: its facts in words; ``decisive``: part of a turning point."""

    line: Line
    facts: list[str]
    decisive: bool = False
    skipped: int = 0  # lines before this one that are left out


class Turn(NamedTuple):
    """Between two lines of one thread another one came in, and the run ends otherwise if it does not."""

    read: Line
    change: Line
    words: str  # what the other one did: "count becomes 1"
    use: Line | None  # None: the thread is stuck, at ``stuck_at``
    stuck_at: int | None = None
    too_soon: bool = False  # nobody came in between: the look came before the change

    @property
    def lines(self) -> list[Line]:
        return [x for x in (self.read, self.change, self.use) if x is not None]

    def sentence(self) -> str:
        thread = self.read.thread
        begin = self.read.number
        did = f"ran line {self.change.number}:" if self.change.number else "came in:"
        other = f"{self.change.thread} {did} {self.words}."
        if self.too_soon:
            return f"{thread} ran line {begin} before {other}"
        if self.use is not None and self.use.again and self.use.number == begin:
            return f"While {thread} was inside line {begin}, {other}"
        end = self.use.number if self.use is not None else self.stuck_at
        if begin == end:
            return f"After {thread} ran line {begin}, and before it did so again, {other}"
        return f"Between lines {begin} and {end} of {thread}, {other}"


# -- the lines that matter -------------------------------------------------------------------


def rows_to_tell(
    every: list[Line], turns: list[Turn], stuck: list[ThreadStatus], most: int = ROWS
) -> list[Row]:
    """The rows of the table; the lines of the turning points are among them."""
    return rows(lines_that_matter(every, stuck, most)[0], decisive(turns), most)


def decisive(turns: list[Turn]) -> set[int]:
    """The lines of these turning points, by their place in the order of things."""
    return {x.order for turn in turns for x in turn.lines}


def that_fit(every: list[Line], turns: list[Turn], stuck: list[ThreadStatus], most: int = ROWS) -> list[Turn]:
    """As many of the turning points as a table can show: who is told of a line wants to see it."""
    lines = lines_that_matter(every, stuck, most)[0]
    fit = list(turns)
    while len(fit) > 1:
        places = {i for i, x in enumerate(lines) if x.order in decisive(fit)}
        if len(places) + gaps(places) <= most:
            break
        fit.pop()
    return fit


def lines_that_matter(
    every: list[Line], stuck: list[ThreadStatus], most: int = ROWS
) -> tuple[list[Line], set[Any]]:
    """The lines that touch what threads share, with the facts that say so; the keys of what is shared."""
    lines = [as_seen_by_others(x) for x in every]
    shared = shared_keys(lines, {s.what.variable or s.what for s in stuck})
    chosen = [replace(x, facts=[f for f in x.facts if matters(f, x, shared)]) for x in lines]
    chosen = [x for x in chosen if x.facts]
    telling = [x for x in chosen if not all(f.keys == ("output",) or f.kind == "future" for f in x.facts)]
    if len(chosen) > most and telling:  # what is printed, and when futures are done, comes last
        chosen = telling
    if all(f.kind == "raise" for x in chosen for f in x.facts):
        chosen = []
    return chosen, shared


class ByKey:
    """Something kept for each key, found by all that overlap with it: an item and all of its container."""

    def __init__(self) -> None:
        self.groups: dict[Any, dict[Any, Any]] = {}

    def group(self, key: Any) -> dict[Any, Any]:
        return self.groups.setdefault(("contents", key[1]) if key[0] == "item" else key, {})

    def __iter__(self) -> Iterator[Any]:
        return iter([key for group in self.groups.values() for key in group])

    def drop(self, key: Any) -> None:
        for each, _ in self.overlapping(key):
            del self.group(each)[each]

    def overlapping(self, key: Any) -> list[tuple[Any, Any]]:
        group = self.group(key)
        return [(k, v) for k, v in group.items() if key == k or key[0] == "contents" or k[0] == "contents"]


def shared_keys(lines: list[Line], wanted: set[str]) -> set[Any]:
    """What one thread changed and another touched, or is stuck at.

    ``wanted``: what threads are stuck at, as the program calls it. That counts as changed and as touched by
    one thread more (-1), since who waits for a thing wants to change it and left no fact that says so.
    """
    known = ByKey()  # for each key: who changed it, who touched it
    keys: set[Any] = set()
    for line in lines:
        for fact in line.facts:
            for key in fact.keys:
                keys.add(key)
                writers, users = known.group(key).setdefault(key, (set(), set()))
                users.add(line.index)
                if fact.write:
                    writers.add(line.index)
                if fact.what in wanted and key[0] == "object":
                    writers.add(-1)
                    users.add(-1)

    def in_common(key: Any) -> bool:
        my_writers, my_users = known.group(key)[key]
        return any(
            (my_writers and len(my_writers | users) > 1) or (writers and len(writers | my_users) > 1)
            for _, (writers, users) in known.overlapping(key)
        )

    return {key for key in keys if in_common(key)}


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


# -- the turning points ----------------------------------------------------------------------


def turning_points(every: list[Line], stuck: list[ThreadStatus], orders: OtherOrders) -> list[Turn]:
    """Where another thread came in between, and the run would have gone well if it had not: up to two places.

    Nothing is said by its looks alone. A thread that overwrote what another had changed since it looked may
    have done so a hundred times, and only once to its harm. So each candidate is tried: the run is played
    again with the lines in question in the other order. First come lines that went by what was true no
    longer; then any two lines of one thread between which it was interrupted.
    """
    lines, shared = lines_that_matter(every, stuck)
    shared.discard("output")
    candidates = list(out_of_date(lines, shared, stuck))
    for turn in candidates:
        if decides(turn, orders):
            return [turn]
    waiting = {s.thread for s in stuck if s.kind == "wait"}  # who is to be told had to look before
    for turn in candidates:
        if turn.use is None and turn.read.thread not in waiting and looked_too_soon(turn, orders):
            return [turn._replace(too_soon=True)]
    found: list[Turn] = []
    for turn in interrupted(lines, shared, orders):
        found.append(turn)
        if len(found) == MOST_TURNS:
            break
    return found


def decides(turn: Turn, orders: OtherOrders) -> bool:
    """Does the run go well when the change comes after the use, and when it comes before the read?"""
    last = turn.use.end if turn.use is not None else None
    index = turn.read.index
    sooner = orders.sooner(index, turn.read.end + 1, last)
    return sooner and orders.later(index, turn.read.step, turn.change.end)


def looked_too_soon(turn: Turn, orders: OtherOrders) -> bool:
    """Does it go well if only the change comes before the read? Of a thread that got stuck after the read."""
    return orders.later(turn.read.index, turn.read.step, turn.change.end)


def out_of_date(lines: list[Line], shared: set[Any], stuck: list[ThreadStatus]) -> Iterator[Turn]:
    """The places where a thread uses what it had read and another one changed it in between.

    The lines are gone through in the order in which they ran. For each thread and shared thing it is kept
    where the thread read it last (a write of its own settles the matter: what it knows is its own), and for
    each thing who changed it last. A thread that writes it, or raises the error, while a change by another
    one is later than its own last read, has gone by what was true no longer. So has one that is stuck.
    """
    basis: dict[int, ByKey] = {}  # the last thing a thread did with a key: it read it here
    changes = ByKey()

    def between(index: int, key: Any) -> Iterator[Turn]:
        """The changes by somebody else since this thread read it."""
        reads = sorted(basis[index].overlapping(key), key=lambda each: -each[1].order)
        for read_key, read in reads:
            later = [each for _, each in changes.overlapping(read_key) if each[0].order > read.order]
            if later and read.number:
                change, fact = max(later, key=lambda each: int(each[0].order))
                if change.index != index and change.number:
                    yield Turn(read, change, fact.text, None)

    for line in lines:
        failing = any(f.keys == THE_ERROR for f in line.facts)
        mine = basis.setdefault(line.index, ByKey())
        used = [(key, f) for f in line.facts for key in f.keys if key in shared]
        written = {key for key, f in used if f.write}
        for key in mine if failing else written if line.number else ():
            yield from (turn._replace(use=line) for turn in between(line.index, key))
        for key, fact in used:
            if fact.write:
                mine.drop(key)
                changes.group(key)[key] = line, fact
        for key, _ in used:
            if key not in written:
                mine.group(key)[key] = line
    for s in stuck:  # it looked whether it may go on, another one changed that, and it is stuck
        for index, mine in basis.items():
            for turn in (turn for key in mine for turn in between(index, key)):
                if turn.read.thread == s.thread and s.line not in (None, turn.read.number):
                    yield turn._replace(stuck_at=s.line)


def interrupted(lines: list[Line], shared: set[Any], orders: OtherOrders) -> Iterator[Turn]:
    """The places where a thread was interrupted, and the line in between that must not come in between.

    Of the lines that ran meanwhile it is the last one which, had it come after the thread's next line and all
    before it as it was, would have made the run go well.
    """
    latest: dict[int, int] = {}  # the place of each thread's last line
    for place, use in enumerate(lines):
        begin = latest.get(use.index)
        latest[use.index] = place
        if begin is None or place == begin + 1 or asks_again(use, lines[:place]):
            continue
        read = lines[begin]
        if not orders.could_go_on(use.index, read.end + 1, use.step):
            continue
        for other in reversed(lines[begin + 1 : place]):
            words = conflict(other, use, shared)
            if not words or not (read.number and other.number and use.number):
                continue
            if orders.sooner(use.index, other.step, use.end):
                yield Turn(read, other, words, use)
                break


def asks_again(use: Line, before: list[Line]) -> bool:
    """Is it the test of a loop that waits? Had it come sooner, it would have come once more."""
    if any(f.write or f.kind == "raise" for f in use.facts):
        return False
    mine = (x for x in before if x.index == use.index)
    return use.text.startswith("while ") or any(x.number == use.number for x in mine)


def conflict(one: Line, other: Line, shared: set[Any]) -> str:
    """What the first line did to something that the second one used otherwise; "" if there is nothing."""
    second = ByKey()
    for fact in other.facts:
        for key in shared.intersection(fact.keys):
            second.group(key).setdefault(key, []).append(fact)
    for fact in sorted(one.facts, key=lambda f: not f.write):
        for key in shared.intersection(fact.keys):
            against: Iterable[Fact] = (f for _, facts in second.overlapping(key) for f in facts)
            if any(f.write or fact.write for f in against):
                return fact.text
    return ""


# -- the table -------------------------------------------------------------------------------


def rows(lines: list[Line], wanted: set[int], most: int) -> list[Row]:
    """At most so many, gaps counted: around the turning points if there are any, else the last ones.

    A line that its thread runs again next, and finds the same, comes last.
    """
    places = [i for i, x in enumerate(lines) if x.order in wanted]
    around = set(places or range(len(lines))[-1:])
    every = range(len(lines))
    news = [i for i in every if i in around or not repeated(lines, i)]
    keep = set(around)
    for chosen in (news, every):
        for at, i in sorted(enumerate(chosen), key=lambda each: min(abs(each[1] - p) for p in around)):
            more = keep | {i}
            beside = not keep.isdisjoint(chosen[max(0, at - 1) : at + 2])
            if beside and len(more) + gaps(more) <= most:
                keep = more
    found = []
    before = 0
    for i in sorted(keep):
        found.append(Row(lines[i], some_facts(lines[i]), i in places, i - before))
        before = i + 1
    return found


def repeated(lines: list[Line], place: int) -> bool:
    """Is the next line this one once more, with the same facts?"""
    this, following = lines[place], lines[place + 1 : place + 2]
    return any(
        (this.index, this.number, some_facts(this)) == (other.index, other.number, some_facts(other))
        for other in following
    )


def gaps(places: set[int]) -> int:
    return sum(p - 1 not in places for p in places if p)


def some_facts(line: Line) -> list[str]:
    """What a line did; a loop on one line may have done a lot."""
    texts = list(dict.fromkeys(f.text for f in line.facts))
    return texts if len(texts) <= 5 else [*texts[:2], f"… {len(texts) - 3} more", texts[-1]]
