"""5.2: what is looked at, in the order in which it is told.

Order: a slow head · who is at work, what is in flight and how long it takes, there and with others that are
late, or away · every kind of item and result · orders of steps.
"""

import queue
from threading import Barrier, Thread
from typing import NamedTuple

from exercises.ch03.items import ANOTHER, another_sentinel
from exercises.ch05.ordered_pool_map.around import Seen
from exercises.engine.battery import AnyOrder, Battery
from exercises.engine.by_lot import DRAWN, Call, by_lot
from exercises.engine.inputs import left_in
from exercises.judges import Code
from pipeline_core import SENTINEL


class Tried(NamedTuple):
    """Seconds of each item, alike if they are many; how many at work, in flight; seconds of the others."""

    seconds: list[float]
    workers: int
    most: int
    pause: float = 0.0
    late: float = 0.0
    away: float = 0.0

    def __str__(self):
        others = f", the consumer {self.pause:g} s for each result" * bool(self.pause)
        others += f", an item comes every {self.late:g} s" * bool(self.late)
        others += f", nobody takes a result before {self.away:g} s are over" * bool(self.away)
        took = ", ".join(f"{each:g}" for each in self.seconds) + " s"
        if len(self.seconds) > 8:
            took = f"{self.seconds[0]:g} s each"
        numbers = f"workers={self.workers}, most={self.most}"
        return f"{len(self.seconds)} items, which take {took}{others}, {numbers}"


HEAD = Tried([6, 1, 1, 1, 1, 1, 1, 1], 2, 4)
MORE = (
    Tried([1] * 9, 9, 9),
    Tried([1, 1, 1], 3, 1),
    Tried([1, 1, 1, 1], 1, 3),
    Tried([2, 1, 2, 1, 1], 4, 2),
    Tried([1, 1, 1], 2, 8),
    Tried([1, 1, 1, 1, 1, 1], 2, 3, pause=4),
    Tried([1, 3, 1], 2, 2, late=2),
)
AWAY = Tried([1] * 14, 2, 12, late=2, away=30)


def check(answer, bench):
    bench.require(not another_sentinel(answer), ANOTHER)
    runs = [one_run(answer, bench, tried, Seen()) for tried in (HEAD, *MORE)]
    BATTERY.only_waits(answer, bench)
    for tried, run in zip((HEAD, *MORE), runs, strict=True):
        fastest = enough(tried)
        slow = (
            f"with {tried}: it took {run.elapsed:g} s, and {fastest:g} s are enough for a stage that takes "
            "the next item as soon as it may."
        )
        bench.require(run.elapsed <= fastest + 1e-9, slow, run)
    seen = Seen()
    run = one_run(answer, bench, AWAY, seen)
    few = (
        f"with {AWAY}: target was full then, and more items were there, and {seen.held} were in flight. As "
        "long as there are fewer than most, the next one is taken."
    )
    bench.require(seen.held == AWAY.most, few, run)
    for numbers in ((4, 1, 1), (6, 2, 2)):
        each = Drawn(answer, *numbers)
        by_lot(bench, [Call(each, str(each), each.says)], laps=LAPS, switch="line")


def one_run(answer, bench, tried, seen):
    """A run, of which all but its time is judged."""
    run = bench.run(
        lambda: seen.run(answer, *tried),
        says={
            "deadlock": lambda run: stuck(run, seen, tried),
            "error": raised,
            "endless": lambda run: stuck(run, seen, tried),
        },
    )
    judge(bench, run, tried, seen)
    return run


def judge(bench, run, tried, seen):
    """Results, then the numbers; how long it took is judged later, as who asks again and again is told so."""
    run.shows_result = False
    right = [f"{item}!" for item in range(len(tried.seconds))]
    came = ", ".join(run.result)
    with_them = f"with {tried}: {came} came into target"
    results = [each for each in run.result if each != END]
    order = f"{with_them}: that is the order in which they were finished, and not the order of the items."
    bench.require(results == right or sorted(results) != right, order, run)
    bench.require(results == right, f"{with_them}, and {', '.join([*right, END])} was expected.", run)
    early = f"{with_them}: an end in front of a result. The stage behind stops there and never sees the rest."
    bench.require(run.result.index(END) == len(right), early, run)
    bench.require(run.result.count(END) == 1, f"{with_them}: the end is passed on once.", run)
    calls = f"with {tried}: work was called {len(seen.work.asked)} times, and once for each item is enough."
    bench.require(len(seen.work.asked) == len(right), calls, run)
    crowd = f"with {tried}: {seen.work.most} items were worked on at once."
    bench.require(seen.work.most <= tried.workers, crowd, run)
    many = (
        f"with {tried}: {seen.flight.most} items were in flight. An item is, from its take until its result "
        "is in target; one that is finished and waits for its turn, too."
    )
    bench.require(seen.flight.most <= tried.most, many, run)
    alone = (
        f"with {tried}: one item was worked on at a time, each begun when the one before was done. Who asks "
        "for a result waits for it: when is it time to ask?"
    )
    bench.require(seen.work.most > 1 or 1 in (tried.workers, tried.most) or tried.late, alone, run)
    early = f"with {tried}: pool_map returned before the end was in target: {WHO_WAITS}"
    bench.require(seen.ended, early, run)
    left = f"with {tried}: pool_map returned, and still running: {', '.join(seen.left)}: {WHO_WAITS}"
    bench.require(not seen.left, left, run)


def enough(tried):
    """How long it takes a stage that hands on whenever it has taken an item, or the end; on paper."""
    count = len(tried.seconds)
    free = [0.0] * tried.workers
    done, put, got = [], [], []

    def hand_on(item, moment):
        """At that moment the stage asks for the result of the item: when it is in target."""
        room = got[item - 1] if item and tried.pause else 0.0
        put.append(max(moment, done[item] if item < count else 0.0, room))
        got.append(max(put[item], got[-1] + tried.pause if got else 0.0))
        return put[item]

    now = 0.0
    for item, seconds in enumerate(tried.seconds):
        now = max(now, tried.late * (item + 1))  # take
        free.sort()
        free[0] = max(free[0], now) + seconds
        done.append(free[0])
        if item >= tried.most - 1:
            now = hand_on(item - tried.most + 1, now)
    for item in range(len(put), count + 1):  # the rest, and the end
        now = hand_on(item, now)
    return got[-1]


class Drawn:
    """Items that are worked on by so many at the same moment, so that their threads meet behind that."""

    def __init__(self, answer, count, workers, most):
        self.answer = answer
        self.items = [f"page {number}" for number in range(1, count + 1)]
        self.workers = workers
        self.most = most
        self.says = dict.fromkeys(("deadlock", "leak"), self.stuck) | {"error": raised}

    def __str__(self):
        return f"with {len(self.items)} items that take no time, workers={self.workers}, most={self.most}"

    def __call__(self):
        """What is wrong with it, or nothing."""
        source, target = queue.Queue(), queue.Queue()
        for item in (*self.items, SENTINEL):
            source.put(item)
        all_here = Barrier(self.workers)

        def work(item):
            all_here.wait()
            return item

        self.answer(source, target, work, self.workers, self.most)
        came = left_in(target)
        shown = ", ".join(END if each is SENTINEL else str(each) for each in came)
        return f"{shown} came into target" * (came != [*self.items, SENTINEL])

    def stuck(self, _):
        return f"{self}{DRAWN}: stuck. Somebody waits for what has come already, or for what never comes."


LAPS = 8
END = "SENTINEL"
WHO_WAITS = "who called it thinks that all is over. Who waits for its threads?"


def stuck(run, seen, tried):
    """Who waits for ever, in words: for the end, for a result, or for the stage."""
    if run.outcome == "endless":
        return None
    if SENTINEL in seen.taken:
        return f"with {tried}: the end is in target, and the stage does not come back. What does it wait for?"
    count = len(seen.taken)
    if count == len(tried.seconds):
        return f"with {tried}: every result came, and the consumer waits for the end, which never comes."
    return f"with {tried}: {count} results came, and then nothing: whoever waits for the next waits for ever."


def raised(run):
    """A call that gave up."""
    if isinstance(run.error, queue.Empty | queue.Full):
        return "a call gave up: how late an item or a place comes, nobody knows. The plain call just waits."
    return None


# -- what is promised of any input -----------------------------------------------------------


def tried(answer, case):
    """The later an item comes, the sooner it is done; target has a single place."""
    source, target = queue.Queue(), queue.Queue(1)
    for item in (*case.items, SENTINEL):
        source.put(item)
    work = case.taking(lambda place: 1 / (1 + place))
    stage = Thread(target=answer, args=(source, target, work, 2, 3), name="stage")
    stage.start()
    taken = []
    while (result := target.get()) is not SENTINEL:
        taken.append(result)
    stage.join()
    return {
        "what was handed on": [*taken, SENTINEL, *left_in(target)],
        "what is left in source": AnyOrder(each for each in left_in(source) if each is not SENTINEL),
        "what work was given": work.given(),
    }


def alone(answer, case):
    """All items are there, and target has room for them."""
    source, target = queue.Queue(), queue.Queue()
    for item in (*case.items, SENTINEL):
        source.put(item)
    answer(source, target, case.work, 4, 8)
    return {"what was handed on": left_in(target)}


def late(answer, case):
    """A producer, the work and the consumer take their time."""
    source, target = queue.Queue(), queue.Queue(1)

    def work(item):
        case.wait(5)  # so that the line is full
        return item

    stage = Thread(target=answer, args=(source, target, work, 2, 2), name="stage")
    stage.start()
    for item in range(3):
        case.wait(2)
        source.put(item)
    case.wait(2)
    source.put(SENTINEL)
    case.wait(2)
    while target.get() is not SENTINEL:
        case.wait(2)
    stage.join()
    return {}


BATTERY = Battery(
    program=tried,
    searched=(),  # the check draws orders
    drawn=("three",),
    late=late,
    alone=alone,
    says={"error": raised},
)
JUDGE = Code(check, answer="pool_map", battery=BATTERY)
