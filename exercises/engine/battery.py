"""An answer held against the exercise's solution, on the inputs that are forgotten and in many schedules.

Inside:  ``Battery``: what is done with each input, the facts that the task promises whatever the schedule;
         ``facts_of`` the solution, which are stored with the exercise (``expected.json``).
Outside: the inputs (``inputs``), running and refusing (``bench``), what else is asked (each ``check.py``).

The solution is the oracle: what it made of an input is what any answer must make of it. It is stored, since
a handout has no solutions.
"""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from threading import Event, Thread
from typing import Any

from exercises.engine.bench import STEPS_AT_ONCE, Bench
from exercises.engine.by_lot import LOTS, Call, by_lot
from exercises.engine.endings import Said, sentence
from exercises.engine.inputs import (
    INPUTS,
    THOUSANDS,
    Case,
    Given,
    Holding,
    Input,
    Made,
    Shelf,
    Unshowable,
    key_of,
    places_of,
)
from exercises.engine.verdict import Refusal
from pipeline_core import SENTINEL, lab
from pipeline_core.lab.story.run import Run
from pipeline_core.lab.text import ATOMS, a, brief, cut

Facts = dict[str, Any]  # what a task promises, in words -> it, as texts: a text, or a list of them
Program = Callable[[Any, Case], Mapping[str, Any]]

LINES: dict[str, Any] = {"switch": "line", "max_schedules": 40}
LAPS = 8  # orders that are drawn, in one run
LAPS_STEPS = 1_000  # that they take at most, where one of them takes fewer
LATE = Input("others that are late", list)  # for a ``late`` that brings what it needs
BUSY = 300  # steps; who waits needs some dozen, and the lab lets a loop turn 400 times before others move
SLOWER = 20  # by this factor everybody else is slower in the second of the runs that show polling
DAYS = 100_000  # and in the third, for who asks again once a minute


class AnyOrder:
    """A fact that is a list of which the task leaves the order open; what becomes of it later is seen."""

    def __init__(self, them: Iterable[Any]) -> None:
        self.them = them if isinstance(them, list) else [*them]


@dataclass(frozen=True, kw_only=True)
class Battery:
    """What is done with each input.

    Args:
        program: (answer, case) -> what the task promises: in words, "the results" -> the value. It runs under
            the lab; nothing in it may depend on the schedule, and nothing on time where ``case.searched``.
        inputs: names of ``INPUTS`` that the task allows.
        more: inputs of the exercise's own.
        searched: of all of these, those that are tried in many schedules: the last inside lines, the others
            between them (a single one both ways); none where the check's own search does it.
        inside: the most schedules inside lines.
        drawn: of all of these, those that are tried in a few orders drawn by lot, which find what lies far
            from the usual one.
        at_once: the two of all of these with which it is called twice at the same time; otherwise those with
            items that fail, or those that are drawn and searched.
        late: a program in which the answer has to wait for others, by ``case.wait``; an answer that needs
            more steps when they are slower asks again and again.
        timeless: the program takes no time, and the task forbids to sleep: what takes time is a nap.
        alone: as ``program``, in which nobody but the answer is at work and all items are there: tried with
            2,000 of them on real threads, since a recursion or a bound is not seen before.
        calls: how the task calls the function of one item that is handed in.
        held: where one of two calls is held up, if not in that function, for ``Case.held_up``; if there is
            such a function.
        waits: of all of these, that with which one of two calls is held up wherever it may wait for a queue
            that ``Case.queue`` has made for that.
        says: as for ``Bench.run``.
    """

    program: Program
    inputs: Sequence[str] = tuple(INPUTS)
    more: Mapping[str, Input] = field(default_factory=dict)
    searched: Sequence[str] = ("two", "twice")
    inside: int = 12
    drawn: Sequence[str] = ("three",)
    at_once: Sequence[str] = ()
    late: Program | None = None
    alone: Program | None = None
    timeless: bool = False
    calls: str = "work"
    held: Sequence[str] = ()
    waits: str = ""
    says: Mapping[str, Said] = field(default_factory=dict)

    def every(self) -> dict[str, Input]:
        """The inputs, in the order in which they are tried."""
        return {**{name: INPUTS[name] for name in self.inputs}, **self.more}

    def hold(self, answer: Any, bench: Bench, expected: Mapping[str, Facts]) -> None:
        """Try the answer on every input, and hold what comes of it against what the solution made of it.

        Raises:
            Refusal: the first difference; it names the input, what came and what should have come.
        """
        napped = self._each(answer, bench, expected)
        if self.late is not None:
            self.only_waits(answer, bench)
        if napped is not None:  # who naps in a loop is told that it asks again and again
            raise napped
        self._drawn(answer, bench, expected)
        if self.alone is not None:
            self._thousands(answer, bench, expected)
        if self.searched:
            *first, last = self.searched
            for name in first or [last]:
                self._search(answer, bench, name, expected[name], LINES)
            bounds = {"switch": "opcode", "max_preemptions": 1, "max_schedules": self.inside}
            self._search(answer, bench, last, expected[last], bounds)
        self._sharing(answer, bench, expected)  # last: what goes wrong in one call is told of that
        if self.waits:
            self._waiting(answer, bench)

    def facts_of(self, answer: Any) -> dict[str, Facts]:
        """What the answer, a solution, makes of each input.

        Raises:
            AssertionError: it does not come to its end.
        """
        found = {}
        for name, given in self.every().items():
            run = lab.simulate(self.once(answer, given))
            assert run.outcome == "finished", f"{name}: {run.explain()}"
            found[name] = run.result
        if self.alone is not None:
            found[THOUSANDS.words] = _sums(self.once(answer, THOUSANDS, program=self.alone)())
        return found

    def once(
        self,
        answer: Any,
        given: Input,
        *,
        searched: bool = False,
        program: Program | None = None,
        pace: float = 1.0,
        later: list[Callable[[], Facts]] | None = None,
        hold: Event | None = None,
        held: str = "",
        shelf: Shelf | None = None,
        case: Case | None = None,
    ) -> Callable[[], Facts]:
        """A program for the lab: the input made anew, the answer called, what the task promises as texts.

        ``later`` is given a function that makes the texts once more: of what has changed since, others.
        ``hold`` holds up what is handed in until it is set; ``held`` says whom, if it is none of that.
        ``shelf`` has the queues of a call before; ``case`` is that of another call at the same time.
        """
        program = program or self.program
        shared = case

        def tried() -> Facts:
            case = shared or Case(given, pace, searched=searched, calls=self.calls, shelf=shelf)
            case.work.hold, case.held = hold, held
            kept = tuple(case.items)  # alive, whatever the answer does to the list
            names = {key: f"item {place + 1}" for key, place in places_of(kept).items()}
            errors = places_of(case.work.errors or ())
            names |= {key: f"the error of item {place + 1}" for key, place in errors.items()}
            values = program(answer, case)
            case.promised.append(values)
            facts = {what: _texts(value, names) for what, value in values.items()}
            if later is not None:
                later.append(lambda: {what: _texts(value, names) for what, value in values.items()})
            return facts

        tried.__module__ = self.program.__module__
        return tried

    def only_waits(self, answer: Any, bench: Bench) -> None:
        """Who waits takes as many steps for an hour as for a second.

        A check that searches calls this before: of a loop that asks again there is no end of schedules.

        Raises:
            Refusal: the answer asks again and again; says how often.
        """
        if bench.waits:
            return
        bench.waits = True
        given = self.every()[self.searched[0]] if self.searched else LATE
        says = {**self._says(given, late=True), "endless": lambda run: SPINS.format(few=run.steps)}

        def late(pace: int) -> Callable[[], Facts]:
            return self.once(answer, given, program=self.late, pace=pace)

        usual = bench.run(late(1), says=says, switch="line")
        few = usual.steps
        most = int(1.5 * few) + 10
        if bench.attempt(late(DAYS), steps=most, switch="line") is None:
            for pace in (SLOWER, DAYS):
                run = bench.run(late(pace), says=says, switch="line")
                run.shows_result = False
                if run.steps > most:
                    raise Refusal(NAPS.format(few=few, many=run.steps, slower=f"{pace:,}"), run)
        usual.shows_result = False
        bench.require(few <= BUSY, SPINS.format(few=few), usual)

    def _each(self, answer: Any, bench: Bench, expected: Mapping[str, Facts]) -> Refusal | None:
        """One input after the other; that it sleeps is returned, as there may be more to say of it."""
        napped = None
        every = self.every()
        cases = [(given, expected[name]) for name, given in every.items()]
        after_others = self._in_one_run(answer, bench, cases)
        if after_others is not None:
            for name, given in every.items():
                run = bench.run(self.once(answer, given), says=self._says(given))
                self._compare(given, expected[name], run)
                if self.timeless and napped is None and (told := _sleeps(run)):
                    napped = Refusal(f"with {_input(given)}: {told}", run)
            bench.require(not after_others, after_others)
        self._side_by_side(answer, bench, expected)
        return napped

    def _in_one_run(
        self,
        answer: Any,
        bench: Bench,
        cases: Sequence[tuple[Input, Facts]],
        *,
        searched: bool = False,
        seed: int | None = None,
        said: str = "",
        shelf: Shelf | None = None,
    ) -> str | None:
        """None if it makes the right thing of one case after the other, all in a single run of the lab.

        A run costs more than what an answer does in it. Of one that comes out wrong, its own run tells; what
        is said if that comes out right, is returned, or nothing if the run was not seen through.

        Raises:
            Refusal: what was right when a call returned is changed by the calls after it.
        """
        later: list[Callable[[], Facts]] = []
        programs = [
            self.once(answer, given, searched=searched, later=later, shelf=shelf) for given, _ in cases
        ]
        run = bench.attempt(
            lambda: ([program() for program in programs], [again() for again in later]),
            len(programs),
            seed=seed,
        )
        if run is None or bench.unwaited or (self.timeless and _sleeps(run)):
            return ""
        at_once, at_last = run.result
        for (given, facts), first, last in zip(cases, at_once, at_last, strict=True):
            for what, got in first.items():
                if got != facts[what]:
                    told = difference(got, facts[what])
                    return (said or AFTER_OTHERS).format(given=_input(given), what=what, told=told)
            for what, got in last.items():
                if got != first[what]:
                    told = difference(got, first[what])
                    before = _again(shelf) if shelf is not None and shelf.queues else ""
                    raise Refusal(CHANGED.format(before=before, given=_input(given), what=what, told=told))
        return None

    def _side_by_side(self, answer: Any, bench: Bench, expected: Mapping[str, Facts]) -> None:
        """Two calls at a time, each with what is its own: neither disturbs the other, or waits for it.

        With items that fail, where there are some: of these an answer has more to keep.
        """
        every = self.every()
        failing = [name for name, given in every.items() if given.errors is not None]
        one, other = self._two(*self.at_once, *failing)
        for held in ("", *(self.held or (f"in {self.calls}",) * bool(self.calls))):
            before = HELD_UP.format(held) if held else AT_ONCE
            pair = _pair(
                functools.partial(self.once, answer, every[one], searched=True, held=held),
                functools.partial(self.once, answer, every[other], searched=True),
                held=bool(held),
            )
            says = self._says(every[one], before=before, alone=False)
            run = bench.run(pair, says=says, seed=LOTS[0], switch="line")
            for name, facts in zip((one, other), run.result, strict=True):
                self._compare(every[name], expected[name], run, facts, before=before)

    def _sharing(self, answer: Any, bench: Bench, expected: Mapping[str, Facts]) -> None:
        """Two calls at a time, and one more, are handed the same list of items, and the same function of one.

        First each item takes longer than the one before: so both calls have come to the same place. Then none
        takes any time, in orders drawn by lot: of those who wake at the same moment each goes on until it
        waits again, so that the first case shows one order only.
        """
        name, _ = self._two()
        given = self.every()[name]
        with_it = f"{SHARING}with {_input(given)}"

        def told(*, slow: bool) -> str:
            return self._mixed(expected[name], *self._shared(answer, given, slow=slow))

        says = self._says(given, before=SHARING, alone=False)
        usual = bench.run(lambda: told(slow=True), says=says, seed=LOTS[0], switch="line")
        usual.shows_result = False
        bench.require(not usual.result, f"{with_it}: {usual.result}.", usual)
        laps = max(1, min(LAPS, LAPS_STEPS // usual.steps))
        by_lot(bench, [Call(lambda: told(slow=False), with_it, says)], laps=laps, switch="line")

    def _shared(self, answer: Any, given: Input, *, slow: bool) -> tuple[Case, list[Facts]]:
        """What was handed to two calls at a time, and to one more, and the facts of each."""
        case = Case(given, searched=True, calls=self.calls)
        case.work.seconds = (lambda place: 1 + place) if slow else None
        later: list[Callable[[], Facts]] = []
        once = functools.partial(self.once, answer, given, searched=True, case=case, later=later)
        _pair(once, once, held=False)()
        once()()
        return case, [again() for again in later]

    def _mixed(self, facts: Facts, case: Case, results: list[Facts]) -> str:
        """What is wrong with what came of calls that share a case; empty if nothing is."""
        one, *others = case.promised
        right = {what: _of_all(facts[what]) if isinstance(one[what], Given) else facts[what] for what in one}
        for got in results:
            if told := _unlike(right, got):
                return told
        mixed = next(_made_in_two([*one.values()], *([*other.values()] for other in others)), None)
        return MIXED.format(made=mixed) if mixed is not None else ""

    def _waiting(self, answer: Any, bench: Bench) -> None:
        """Of two calls with queues of their own, that share all else, one waits: the other goes on."""
        given = self.every()[self.waits]

        last: list[Holding] = []

        def calls(way: str, place: int) -> bool:
            holding = Holding(way, place)
            last[:] = [holding]
            case = Case(given, searched=True, calls=self.calls, holding=holding)

            def call() -> None:
                self.program(answer, case)
                holding.over.set()

            threads = [Thread(target=call) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return True

        ways = filter(None, ("get", "put", self.calls))
        last_of = len(given.items())  # that of the end, where no item fails
        places = [(way, place) for way in ways for place in (*range(min(3, last_of)), last_of)]
        run = bench.attempt(lambda: [calls(way, place) for way, place in places], len(places))
        for way, place in places if run is None else ():
            before = WAITING.format(ORDINALS[place], way)
            held, free = (self._says(given, before=told, alone=False) for told in (before, AT_ONCE))
            for ending in ("deadlock", "endless"):
                held[ending] = _unless_over(last, f"{before}with {_input(given)}: {KEEPS}", held[ending])
            says = {ending: _if_held(last, held[ending], free[ending]) for ending in held}
            bench.run(functools.partial(calls, way, place), says=says, steps=STEPS_AT_ONCE)

    def _two(self, *rather: str) -> tuple[str, str]:
        """Two of the inputs that have items: of these, or else the first of the drawn ones."""
        every = self.every()
        names = dict.fromkeys((*rather, *self.drawn, *self.searched, *every))
        one, *others = [name for name in names if name in every and every[name].items()]
        return one, (others or [one])[0]

    def _drawn(self, answer: Any, bench: Bench, expected: Mapping[str, Facts]) -> None:
        every = self.every()
        _, other = self._two()
        for name in filter(every.__contains__, self.drawn):
            given = every[name]
            # the last one is another, so that who hands out the same list each time is seen by what is in it
            laps = [*[(given, expected[name])] * LAPS, (every[other], expected[other])]
            shelf = Shelf()
            in_a_row = self._in_one_run(
                answer, bench, laps, searched=True, seed=LOTS[0], said=BY_LOT, shelf=shelf
            )
            if in_a_row is None:
                continue
            for seed in LOTS:
                run = bench.run(self.once(answer, given, searched=True), says=self._says(given), seed=seed)
                self._compare(given, expected[name], run)
            self._same_queues(answer, bench, given, expected[name], _again(shelf))
            bench.require(not in_a_row, in_a_row)

    def _same_queues(self, answer: Any, bench: Bench, given: Input, facts: Facts, before: str) -> None:
        """A second call with the queues and events of the first, which are as new ones again."""
        once = self.once(answer, given, searched=True, shelf=Shelf())
        says = self._says(given, before=before, alone=False)
        run = bench.run(lambda: (once(), once())[-1], says=says)
        self._compare(given, facts, run, before=before)

    def _search(self, answer: Any, bench: Bench, name: str, facts: Facts, bounds: Mapping[str, Any]) -> None:
        given = self.every()[name]
        program = self.once(answer, given, searched=True)
        compare = functools.partial(self._compare, given, facts)
        bench.schedules(program, check=compare, says=self._says(given), **bounds)

    def _thousands(self, answer: Any, bench: Bench, expected: Mapping[str, Facts]) -> None:
        facts = _sums(
            bench.on_real_threads(self.once(answer, THOUSANDS, program=self.alone), THOUSANDS.words)
        )
        for what, (count, told) in facts.items():
            right, as_told = expected[THOUSANDS.words][what]
            many = (
                f"with {THOUSANDS.words}: {what} came out as {count:,} of them, and {right:,} were expected."
            )
            bench.require(count == right, many)
            bench.require(told == as_told, f"with {THOUSANDS.words}: {what} {NOT_ALL_THESE}")

    def _says(
        self, given: Input, *, late: bool = False, before: str = "", alone: bool = True
    ) -> dict[str, Said]:
        """The sentences of the exercise, where it is called ``alone``, or the usual ones, with the input."""
        others = " and others that are late" if late and given is not LATE else ""

        def with_input(ending: str) -> Callable[[Run], str]:
            return lambda run: (
                f"{before}with {_input(given)}{others}: {sentence(ending, run, self.says if alone else {})}"
            )

        return {ending: with_input(ending) for ending in ("error", "deadlock", "leak", "endless", "sleep")}

    def _compare(
        self, given: Input, expected: Facts, run: Run, facts: Facts | None = None, *, before: str = ""
    ) -> bool:
        run.shows_result = False  # facts are the battery's, and nothing that the answer returned
        told = _unlike(expected, run.result if facts is None else facts)
        if told:
            raise Refusal(f"{before}with {_input(given)}: {told}.", run)
        return True


NOT_ALL_THESE = "came out as many as expected, and not the same ones, or in another order."
AT_ONCE = "called twice at the same time, "
SHARING = (
    "called twice at the same time and then once more, with the same items (and the same function of an "
    "item, where it is handed one), "
)
HELD_UP = "called twice at the same time, the first held up {} until the second has returned, "
WAITING = (
    "called twice at the same time, with queues of their own and all else the same, and one call waits in "
    "its {} {} until the other has returned: "
)
KEEPS = "the other does not return. What do the two share, that one of them keeps while it waits?"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
AGAIN = "called again with the same queues, which are empty again, "
AGAIN_STOP = "called again with the same queues and event, which are empty and clear again, "
CHANGED = (
    "{before}with {given}: {what} {told}. When the call returned that was right, and a later call changed "
    "it. What does one call share with the next?"
)
MIXED = (
    "{made}, which one call of that function returned, is in what came of two of them: it is kept with what "
    "the two were handed, or elsewhere where another call finds it"
)
AFTER_OTHERS = (
    "with {given}: {what} {told}. So it is when calls with other items came before it, and alone it goes "
    "right: what does one call leave, under a name or an id, where the next one finds it?"
)
BY_LOT = "with {given}, in an order drawn by lot, in one of several calls in a row: {what} {told}."
SLEEPS = (
    "right results, and it takes {:g} s where nobody else takes any time: it sleeps, or waits until a "
    "timeout is over. Wait for what you need, and not for a while."
)
NO_TIME = (
    "right results, and it calls sleep, if for no time at all: who has to wait waits for what he needs, and "
    "nobody else is helped by a nap."
)
NAPS = (
    "it asks again and again where it could wait: when the others are {slower} times as slow, it takes "
    "{many} steps instead of {few}. Which call waits by itself until there is something to do?"
)
SPINS = (
    "it asks again and again, and takes {few} steps where one that waits takes a few dozen. Which call waits "
    "by itself until there is something to do?"
)


def _again(shelf: Shelf) -> str:
    return AGAIN_STOP if shelf.events else AGAIN


def _unless_over(last: list[Holding], told: str, usual: Said) -> Said:
    """What to say if none of two calls has returned, in the last run; else the usual."""
    return lambda run: usual(run) if last[0].over.is_set() and callable(usual) else told


def _if_held(last: list[Holding], held: Said, free: Said) -> Said:
    """What to say if one of two calls came to where it is held up, in the last run; else the other."""

    def said(run: Run) -> str | None:
        told = held if last[0].at is None else free
        return told(run) if callable(told) else told

    return said


def _sleeps(run: Run) -> str:
    """What to say if it took time in a program that takes none; else empty."""
    if run.elapsed:
        return SLEEPS.format(run.elapsed)
    return NO_TIME if any(event.kind == "sleep" for event in run.events) else ""


def _input(given: Input) -> str:
    items = given.items()
    shown = 1 < len(items) < 10 and not any(isinstance(each, Unshowable) for each in items)
    return f"{given.words}, {brief(items, 80)}" if shown else given.words


def _unlike(expected: Facts, facts: Facts) -> str:
    """The first fact that is not as it should be; empty if all are."""
    wrong = (what for what, got in facts.items() if got != expected[what])
    return next((f"{what} {difference(facts[what], expected[what])}" for what in wrong), "")


def _of_all(fact: Any) -> Any:
    """What three calls gave the function that each of them was handed, in the order of the items."""
    return [each for each in fact for _ in range(3)]


def _made_in_two(*values: Any) -> Iterator[Made]:
    """The results that stand in two of the values."""
    known: dict[int, Made] = {}
    for value in values:
        here = {id(each): each for each in _results(value)}
        yield from (each for key, each in here.items() if key in known)
        known |= here


def _results(value: Any) -> Iterator[Made]:
    if isinstance(value, Made):
        yield value
    if isinstance(value, AnyOrder):
        value = value.them
    if isinstance(value, dict):
        value = list(value.values())
    for each in value if isinstance(value, (list, tuple)) else ():
        yield from _results(each)


def _pair(
    one: Callable[..., Callable[[], Facts]], other: Callable[..., Callable[[], Facts]], *, held: bool
) -> Callable[[], list[Facts]]:
    """A program that runs both at the same time; ``held``: the first waits until the second is back."""

    def both() -> list[Facts]:
        over = Event() if held else None
        found: dict[int, Facts] = {}

        def second() -> None:
            if over is not None:
                time.sleep(1)  # of virtual time: the first goes as far as it can meanwhile
            found[1] = other()()
            if over is not None:
                over.set()

        def first() -> None:
            found[0] = one(hold=over)()

        threads = [Thread(target=first), Thread(target=second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [found[0], found[1]]

    return both


def difference(got: Any, right: Any) -> str:
    """What came and what should have come; of long lists the first place at which they differ."""
    if not (isinstance(got, list) and isinstance(right, list)) or max(len(got), len(right)) <= 8:
        return f"came out as {_joined(got)}, and {_joined(right)} was expected"
    for place, (one, other) in enumerate(zip_longest(got, right)):
        if one != other:
            which = f"number {place + 1} is {one or 'missing'}, and {other or 'nothing'} was expected"
            many = f" ({len(got)} instead of {len(right)})" if len(got) != len(right) else ""
            return f"came out wrong{many}: {which}"
    return "differ"


def _joined(fact: Any) -> str:
    return cut("[" + ", ".join(fact) + "]", 160) if isinstance(fact, list) else cut(str(fact), 160)


def _sums(facts: Facts) -> Facts:
    """Of each fact, a list, how long it is, and a hash of its texts: too long to be stored as they are."""
    return {
        what: [len(texts), hashlib.sha256("\n".join(texts).encode()).hexdigest()]
        for what, texts in facts.items()
    }


def _texts(value: Any, names: Mapping[Any, str]) -> Any:
    """A fact as texts: a list of them for a list, one for everything else."""
    if isinstance(value, Given):
        value = value.work.all_given()
    if isinstance(value, AnyOrder):
        return sorted(text_of(each, names) for each in value.them)
    return [text_of(each, names) for each in value] if type(value) is list else text_of(value, names)


def text_of(value: Any, names: Mapping[Any, str]) -> str:
    """A value as a text that is the same in each run; an item is told by its place, and not asked."""
    kind = type(value)
    name = names.get(key_of(value))
    if kind in ATOMS or (kind is tuple and not value):  # there is but one empty tuple
        return repr(value)
    if name is not None:
        return name
    if kind is Made:
        return f"{value.by}({text_of(value.item, names)})"
    if isinstance(value, type):
        return value.__name__
    return "SENTINEL" if value is SENTINEL else _text_inside(value, names)


def _text_inside(value: Any, names: Mapping[Any, str]) -> str:
    """A container with what it holds, an exception with its arguments; of others the kind."""
    if isinstance(value, dict):
        pairs = (f"{text_of(key, names)}: {text_of(each, names)}" for key, each in value.items())
        return "{" + ", ".join(sorted(pairs)) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(text_of(each, names) for each in value)) + "}"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(text_of(each, names) for each in value)
        comma = "," if len(value) == 1 else ""
        return f"[{inside}]" if isinstance(value, list) else f"({inside}{comma})"
    if isinstance(value, BaseException):
        return type(value).__name__ + text_of(list(value.args), names)
    return a(value)
