"""8.3: what is looked at, in the order in which it is told.

Order: the total, of a list, of keys, and of an iterator · when the bar moves, and by whom · dropped and
failed items · the end · what is pulled ahead · orders of steps · items, results and errors of all kinds.
"""

import time
from collections.abc import KeysView
from threading import Barrier, current_thread

from exercises.engine.battery import AnyOrder, Battery
from exercises.engine.by_lot import DRAWN, Call, by_lot
from exercises.engine.inputs import FAILING, Agreeable, Incomparable, Input
from exercises.judges import Code
from pipeline_core import SKIP

END = 1e-6  # seconds; sums of floats


class Bar:
    """Notes who moves it when, and by how much."""

    def __init__(self, total):
        self.total = total
        self.thread = current_thread()
        self.at = 0
        self.moves = []  # (moment, where it stands then)
        self.closed = 0
        self.fault = ""

    def update(self, n=1):
        self._touched("moved")
        if self.closed:
            self.fault = self.fault or "it was moved after it had been closed"
        if n != int(n) or n < 0:
            self.fault = self.fault or f"it was moved by {n!r}"
        self.at += n
        self.moves.append((time.monotonic(), self.at))

    def close(self):
        self._touched("closed")
        self.closed += 1

    def _touched(self, how):
        me = current_thread()
        if me is not self.thread:
            self.fault = self.fault or f"it was opened in {self.thread.name}, and {how} in {me.name}"


class Shown:
    """One call of the answer: its bars, and when which item was finished."""

    def __init__(self, items, seconds, dropped=(), failing=(), workers=2):
        self.items = items
        self.seconds = seconds
        self.dropped = dropped
        self.failing = failing
        self.workers = workers

    def __call__(self, answer):
        self.bars = []
        self.finished = []
        self.in_turn = []
        self.begun = []
        self.pulled = self.most = 0
        self.started = time.monotonic()
        return answer(self.source(), self.work, self.open_bar, self.workers)

    def source(self):
        return self.items

    def open_bar(self, total=None):
        self.bars.append(Bar(total))
        return self.bars[-1]

    def work(self, item):
        self.begun.append((item, len(self.bars)))
        time.sleep(self.seconds(item))
        self.finished.append(time.monotonic())
        self.in_turn.append(item)
        if item in self.failing:
            raise ValueError(item)
        return SKIP if item in self.dropped else f"{item}!"

    @property
    def bar(self):
        return self.bars[0]


class Pulled(Shown):
    """Counts what has been pulled and is not finished."""

    def pull(self):
        for item in self.items:
            self.pulled += 1
            self.most = max(self.most, self.pulled - len(self.finished))
            yield item


class Keys(KeysView):
    """The keys of a dict; going through them is told."""

    def __init__(self, keys, pull):
        super().__init__(dict.fromkeys(keys))
        self.pull = pull

    def __iter__(self):
        return self.pull()


class Sized(Pulled):
    """The same from the keys of a dict, which have a length, and are no sequence."""

    def source(self):
        return Keys(self.items, self.pull)


class Iterated(Pulled):
    """The same from an iterator, which has no length."""

    def source(self):
        return Hinting(self.pull())


class Hinting:
    """An iterator that has a hint of how much is to come, as that of a list has: it promises nothing."""

    def __init__(self, items):
        self.items = items

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.items)

    def __length_hint__(self):
        return 8


NAMES = [f"page {number}" for number in range(1, 11)]


def check(answer, bench):
    all_goes_well(answer, bench)
    some_do_not(answer, bench)
    without_length(answer, bench)
    without_length_some_do_not(answer, bench)
    in_many_orders(answer, bench)


def tried_once(answer, bench, shown, with_it):
    """A run, and what must hold of its bar in any case."""
    run = bench.run(lambda: shown(answer), says=SAYS, steps=20_000)
    run.shows_result = False
    count = len(shown.bars)
    bench.require(count == 1, f"{with_it}: open_bar was called {count} times, and once was asked for.", run)
    early = [item for item, bars in shown.begun if not bars]
    bench.require(not early, f"{with_it}: work began before the bar was open.", run)
    return run


def moves(shown, bench, run, with_it):
    """The bar stands where the number of finished items does, at each moment; then it is closed."""
    bar, told = shown.bar, f"{with_it}: {{}}"
    bench.require(not bar.fault, f"{with_it}: the bar is one thread's, and {bar.fault}.", run)
    bench.require(bar.moves, told.format("the bar never moved: nobody called bar.update()."), run)
    for moment in shown.finished:
        due = sum(each <= moment + END for each in shown.finished)
        at = max([where for when, where in bar.moves if when <= moment + END], default=0)
        behind = (
            f"{with_it}: when {due} item{' was' if due == 1 else 's were'} finished, after "
            f"{moment - shown.started:g} s, the bar stood at {at}. Does it hear of each item, and at once?"
        )
        bench.require(at == due, behind, run)
    count = len(shown.finished)
    short = f"{with_it}: {count} items were finished, and the bar ends at {bar.at}."
    bench.require(bar.at == count, short, run)
    closed = f"{with_it}: bar.close() was called {bar.closed} times, and once was asked for."
    bench.require(bar.closed == 1, closed, run)
    bench.all_ended(f"{with_it}: run_with_bar returned, and a thread was still alive.", run)


def all_goes_well(answer, bench):
    """Ten items of a second each, in two threads."""
    shown = Shown(NAMES, lambda _: 1)
    with_it = "with 10 items of 1 s each, and two workers"
    run = tried_once(answer, bench, shown, with_it)
    total = f"{with_it}: open_bar got total={shown.bar.total!r}, and there are 10 items to come."
    bench.require(shown.bar.total == 10, total, run)
    moves(shown, bench, run, with_it)
    slow = f"{with_it}: it took {run.elapsed:g} s, and two threads need 5."
    bench.require(run.elapsed <= 5 + END, slow, run)


def some_do_not(answer, bench):
    """Of ten items three are dropped and three fail, the first and the last among them; one takes long."""
    shown = Sized(
        NAMES,
        lambda item: 9.05 if item == NAMES[4] else 1 + 0.1 * NAMES.index(item),
        NAMES[1:4],
        [NAMES[0], NAMES[5], NAMES[9]],
    )
    with_it = "with 10 items, the keys of a dict, of which three are dropped and three fail"
    run = tried_once(answer, bench, shown, with_it)
    results, failures = run.result
    total = f"{with_it}: open_bar got total={shown.bar.total!r}, and what it was given has a length, 10."
    bench.require(shown.bar.total == 10, total, run)
    moves(shown, bench, run, with_it)
    not_ahead(shown, bench, run, with_it)
    right = [f"{item}!" for item in shown.in_turn if item not in (*shown.dropped, *shown.failing)]
    listed = f"{with_it}: the results are {results}, and {right} was expected"
    turn = ", the order in which they were finished" * (sorted(map(str, results)) == sorted(right))
    bench.require(results == right, f"{listed}{turn}.", run)
    failed = sorted(item for item, _ in failures)
    told = f"{with_it}: failures has {failed}, and {sorted(shown.failing)} was expected."
    bench.require(failed == sorted(shown.failing), told, run)


def without_length(answer, bench):
    """An iterator, and a first item that takes its time."""
    shown = Iterated([f"page {number}" for number in range(30)], lambda item: 30 if item == "page 0" else 1)
    with_it = "with an iterator over 30 items, of which the first takes 30 s"
    run = tried_once(answer, bench, shown, with_it)
    total = f"{with_it}: open_bar got total={shown.bar.total!r}, and an iterator has no length."
    bench.require(shown.bar.total is None, total, run)
    not_ahead(shown, bench, run, with_it)
    moves(shown, bench, run, with_it)


def without_length_some_do_not(answer, bench):
    """Of an iterator every second item fails and some are dropped; the three workers end one by one."""
    shown = Iterated(NAMES, lambda item: 1 + 0.1 * NAMES.index(item), NAMES[1:4:2], NAMES[::2], workers=3)
    with_it = "with an iterator over 10 items, of which five fail and two are dropped, and three workers"
    moves(shown, bench, tried_once(answer, bench, shown, with_it), with_it)


def not_ahead(shown, bench, run, with_it):
    ahead = f"{with_it}: {shown.most} items had been pulled and were not finished; 4 + 2 + 1 may be."
    bench.require(shown.most <= 7, ahead, run)


# -- orders of steps -------------------------------------------------------------------------

THREE = ["ash", "elm", "oak"]
LAPS = 4  # three calls each; a step that is in two finds its bad moment in every third call or so


class AtOnce:
    """Three items in three threads, none of which is done before all are being worked on."""

    def __init__(self, answer, failing=False):
        self.answer = answer
        self.failing = failing
        also = " and failing" * failing
        self.with_it = f"with three items in three threads, all worked on at the same moment{also}"

    def __call__(self):
        """What is wrong with it, or nothing."""
        self.at_work = 0
        self.bars, early = [], []
        all_here = Barrier(len(THREE))

        def open_bar(total=None):
            self.bars.append(Bar(total))
            return self.bars[-1]

        def work(item):
            if not self.bars:
                early.append(item)
            self.at_work += 1
            all_here.wait()
            if self.failing:
                raise ValueError(item)
            return item

        results, failures = self.answer(THREE, work, open_bar, len(THREE))
        return self.wrong(early, sorted(results), sorted(item for item, _ in failures))

    def wrong(self, early, results, failed):
        if early:
            return "work began before the bar was open"
        right = ([], THREE) if self.failing else (THREE, [])
        if (results, failed) != right:
            return f"the results are {results} and the failed items {failed}: all three are one or the other"
        at = [bar.at for bar in self.bars]
        if at != [len(THREE)]:
            return f"3 items were finished, and the bar ends at {', '.join(map(str, at))}"
        return next((f"the bar is one thread's, and {bar.fault}" for bar in self.bars if bar.fault), "")

    def stuck(self, _):
        if self.at_work < len(THREE):
            return f"{self.with_it}{DRAWN}: stuck, as {self.at_work} were begun, and three threads work."
        return f"{self.with_it}{DRAWN}: {SAYS['deadlock']}"


def in_many_orders(answer, bench):
    calls = [AtOnce(answer), AtOnce(answer), AtOnce(answer, failing=True)]
    by_lot(bench, [Call(each, each.with_it, {**SAYS, "deadlock": each.stuck}) for each in calls], laps=LAPS)


# Results and marks come through one queue, so here results too can be taken for a mark.
ODD_RESULTS = Input(
    "items whose results are equal to everything, or can't be compared",
    lambda: ["ash", "elm", "fig"],
    lambda: [Agreeable(), Incomparable(), "fig"],
)
SAYS = {
    "deadlock": "stuck: somebody waits for ever. Does each thread still say when it has ended?",
    "endless": "it asks again and again whether something is done, where it could wait for it.",
}


# -- what is promised of any input -----------------------------------------------------------


RETURNED = Input(
    "results that are exceptions, or have one in them, returned and not raised",
    lambda: ["ash", "elm", "fig", "oak"],
    lambda: [ValueError("ash"), None, KeyError("fig"), ("oak", ValueError("oak"))],
)


def tried(answer, case):
    """One worker, so that there is one order."""
    bars = []

    def open_bar(total=None):
        bars.append(Bar(total))
        return bars[-1]

    results, failures = answer(case.items, case.work, open_bar, 1)
    return {
        "the results": results,
        "the items in failures": AnyOrder(item for item, _ in failures),
        "the exceptions in failures": AnyOrder(error for _, error in failures),
        "what work was given": case.work.given(),
        "the total": [bar.total for bar in bars],
        "where the bar ends": [bar.at for bar in bars],
        "how often it was closed": [bar.closed for bar in bars],
    }


def late(answer, case):
    """Work takes its time."""

    def work(item):
        case.wait(5)
        return item

    answer(["ash", "elm", "oak"], work, Bar, 2)
    return {}


JUDGE = Code(
    check,
    answer="run_with_bar",
    battery=Battery(
        program=tried,
        more=FAILING | {"odd results": ODD_RESULTS, "returned": RETURNED},
        searched=(),
        drawn=("three",),
        late=late,
        alone=None,
        says=SAYS,
    ),
)
