"""5.1: what is looked at, in the order in which it is told.

Order: items that all go well · items of which some fail · who is at work when · every kind of item, result
and error · orders of steps.
"""

import time
from queue import Empty, Full

from exercises.engine.battery import Battery
from exercises.engine.inputs import FAILING, Agreeable, AlikeError, Incomparable, Input
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from pipeline_core.lab.text import brief

ITEMS = ["ash", "elm", "fig", "oak", "yew"]
SECONDS = dict(zip(ITEMS, (3, 1, 2, 1, 1), strict=True))  # any other item takes one
BAD = {"ash": ValueError("no text"), "elm": KeyError("elm")}  # the second fails first
WORKERS = 2
# more than are worked on while the first is; the second comes again, and goes well then
CROWD = [*ITEMS, *(f"text {number}" for number in range(10, 28)), "elm"]
FAULT = "work raises"


class Translate:
    """Makes upper case of an item, and takes its time; notes who is at work, and for what it was called.

    One that is bad fails each time, or if it comes twice, the first time.
    """

    def __init__(self, items, bad=()):
        self.items = items
        self.bad = dict(bad)
        self.asked = []
        self.at_work = self.most = 0

    def __call__(self, item):
        again = item in self.asked and self.items.count(item) > 1
        self.asked.append(item)
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        try:
            time.sleep(SECONDS.get(item, 1))
            if item in self.bad and not again:
                raise self.bad[item]
            return item.upper()
        finally:
            self.at_work -= 1


def check(answer, bench):
    runs = []
    for items, bad, workers in (
        (ITEMS, {}, WORKERS),
        (ITEMS, BAD, WORKERS),
        (ITEMS, {}, 1),
        (CROWD, BAD, 9),
    ):

        def program(items=items, bad=bad, workers=workers):
            work, given = Translate(items, bad), [*items]
            return work, answer(given, work, workers), given

        run = bench.run(program, says={"error": raised}, fault=FAULT * bool(bad))
        judge(bench, run, bad)
        runs.append((run, workers))
    BATTERY.only_waits(answer, bench)
    at_once = max(run.result[0].most for run, _ in runs)
    bench.require(at_once > 1, ALONE, runs[0][0])
    for run, workers in runs:
        judge_pace(bench, run, run.result[0], workers)
    bench.schedules(
        lambda: two_of_which_one_fails(answer),
        check=lambda run: run.result == (["FIG"], True),
        says={"error": raised, "check": IN_THIS_ORDER},
        max_schedules=8,
    )


def two_of_which_one_fails(answer):
    """The results, and whether failures holds that one; in no time, as orders say nothing of time."""

    def work(item):
        if item in BAD:
            raise BAD[item]
        return item.upper()

    results, failures = shape_of(answer(ITEMS[1:3], work, WORKERS))
    return results, len(failures) == 1 and same(failures[0], ("elm", BAD["elm"]))


def judge(bench, run, bad):
    work, told, given = run.result
    run.shows_result = False
    bench.require(given == work.items, EMPTIED.format(brief(given)), run)
    results, failures = shape_of(told)
    places = {work.items.index(item) for item in bad}
    right = [item.upper() for place, item in enumerate(work.items) if place not in places]
    kept = [pair[0] for pair in failures if isinstance(pair, tuple) and len(pair) == 2]
    lost = [item for item in bad if item not in kept]
    gone = (
        f"work raised for {', '.join(map(repr, bad))}, and failures is {brief(failures)}. The results are "
        f"{results!r}."
    )
    bench.require(not lost or failures, gone, run)
    more = f"work was called {len(work.asked)} times for {len(work.items)} items: each is tried once."
    bench.require(len(work.asked) == len(work.items), more, run)
    twice = f"{work.items[-1]!r} comes twice, and fails the first time: " * (work.items is CROWD)
    moved = not twice and sorted(map(str, results)) == right != results
    bench.require(not moved, OUT_OF_ORDER.format(results), run)
    failed = " without those that failed" * bool(bad)
    out = f"{twice}results is {brief(results)}, and {brief(right)} was expected{failed}."
    bench.require(results == right, out, run)
    judge_failures(bench, run, failures, bad)
    left = f"work_on_all returned, and still running: {', '.join(bench.unwaited)}. Who waits for them?"
    bench.all_ended(left, run)


def judge_failures(bench, run, failures, bad):
    right = list(bad.items())
    pairs = [pair for pair in failures if type(pair) is tuple and len(pair) == 2]
    items = [item for item, _ in pairs]
    if len(failures) == len(pairs) == len(right) and sorted(map(repr, items)) == sorted(map(repr, bad)):
        bench.require(items == list(bad), LATE_FIRST.format(brief(failures)), run)
        for (item, error), (_, itself) in zip(pairs, right, strict=True):
            told = f"work raised {itself!r} for {item!r}, and failures has "
            copied = told + (ALIKE if repr(error) == repr(itself) else f"{brief(error)} for it. {ITSELF}")
            bench.require(error is itself, copied, run)
    shape = f"failures is {brief(failures)}, and {brief(right)} was expected: tuples (item, error). {ITSELF}"
    bench.require(len(failures) == len(right) and all(map(same, failures, right)), shape, run)


def same(pair, right):
    return type(pair) is tuple and len(pair) == 2 and pair[0] == right[0] and pair[1] is right[1]


def judge_pace(bench, run, work, workers):
    crowd = f"{work.most} items were worked on at once, and workers is {workers}."
    bench.require(work.most <= workers, crowd, run)
    few = (
        f"no more than {work.most} of {len(work.items)} items were worked on at once, and workers is "
        f"{workers}."
    )
    bench.require(work.most == workers, few, run)
    fastest = pace(work.items, workers)
    others = ", any behind these 1 s" * (work.items is CROWD)
    slow = (
        f"{len(work.items)} items take {', '.join(map(str, SECONDS.values()))} s{others}. With {workers} "
        f"threads, of which each takes the next item when it is free, all are done after {fastest} s; here "
        f"it took {run.elapsed:g} s."
    )
    bench.require(run.elapsed <= fastest, slow, run)


def pace(items, workers):
    """When the last item is done if whoever is free takes the next one."""
    free = [0] * workers
    for item in items:
        free.sort()
        free[0] += SECONDS.get(item, 1)
    return max(free)


def shape_of(told):
    """Results and failures, as lists."""
    if not isinstance(told, tuple | list) or len(told) != 2:
        raise Refusal(f"work_on_all returned {brief(told)}, and two lists were expected: results, failures.")
    for name, each in zip(("results", "failures"), told, strict=True):
        if not isinstance(each, list):
            raise Refusal(f"{name} is {brief(each)}, and a list was expected.")
    return told


def raised(run):
    """What left work_on_all, though it was to be kept; or what the answer raised itself."""
    for item, error in BAD.items():
        if run.error is error:
            return (
                f"work raised {error!r} for {item!r}, and it left work_on_all: nobody gets what came of the "
                "other items. Where is it to be caught?"
            )
    return None


ALONE = (
    "one item was worked on at a time, however many workers there are: each was begun when the one before "
    "was done. Who asks for a result waits for it: when is it time to ask?"
)
EMPTIED = "the list of items that work_on_all was handed is {} afterwards: it is the caller's."
IN_THIS_ORDER = (
    "two items, of which the first fails: in this order of steps results and failures are not what they "
    "should be."
)
OUT_OF_ORDER = (
    "results is {!r}: that is the order in which they were finished, and the order of the items was expected."
)
ITSELF = "The error is the exception itself, as work raised it."
ALIKE = f"one for it that looks the same, and is another. {ITSELF}"
LATE_FIRST = (
    "failures is {}: that is the order in which they failed, and the order of the items was expected."
)


# -- what is promised of any input -----------------------------------------------------------

RETURNED = Input(
    "results that are exceptions, returned and not raised, or that can't be compared",
    lambda: ["ash", "elm", "fig", "oak", "yew"],
    lambda: [ValueError("ash"), None, KeyError("fig"), Agreeable(), Incomparable()],
)
# Without an error that is false in an if: future.result() itself takes that for none, from 3.11 to 3.13.
ODD = Input(
    "errors that are equal to each other, or known from queues and iterators",
    lambda: ["ash", "elm", "fig", "oak", "yew"],
    errors=lambda: [AlikeError("ash"), AlikeError("elm"), StopIteration("fig"), Empty("oak"), Full("yew")],
)
BOTH = Input(
    "results that are exceptions and items that fail",
    lambda: ["ash", "elm", "fig", "oak"],
    lambda: [ValueError("ash"), None, KeyError("fig"), False],
    lambda: [None, ValueError("elm"), None, None],
)


LONG = 100_000  # seconds, more than anybody would wait who gives up


def tried(answer, case):
    """The later an item comes, the sooner it is done."""
    work = case.taking(lambda place: LONG / (1 + place))
    results, failures = shape_of(answer([*case.items], work, 3))
    return {"failures": failures, "results": results, "what work was given": work.given()}


def alone(answer, case):
    results, failures = shape_of(answer([*case.items], case.work, 4))
    return {"failures": failures, "results": results}


def late(answer, case):
    answer(["ash", "elm"], lambda _item: case.wait(1), 1)
    return {}


BATTERY = Battery(
    program=tried,
    more={**FAILING, "odd errors": ODD, "returned": RETURNED, "both": BOTH},
    drawn=("three",),
    searched=(),  # the check searches
    late=late,
    alone=alone,
    says={"error": raised},
)
JUDGE = Code(check, answer="work_on_all", battery=BATTERY)
