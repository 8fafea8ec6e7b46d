"""5.1: what is looked at, in the order in which it is told.

Order: items that all go well · items of which some fail · who is at work when · every kind of item, result
and error · orders of steps.
"""

import time
from queue import Empty, Full

from exercises.engine.battery import Battery
from exercises.engine.inputs import FAILING, AlikeError, Input
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from pipeline_core.lab.text import brief

ITEMS = ["ash", "elm", "fig", "oak", "yew"]
SECONDS = dict(zip(ITEMS, (3, 1, 2, 1, 1), strict=True))
BAD = {"ash": ValueError("no text"), "elm": KeyError("elm")}  # the second fails first
WORKERS = 2
FAULT = "work raises"


class Translate:
    """Makes upper case of an item, and takes its time; notes who is at work, and for what it was called."""

    def __init__(self, bad=()):
        self.bad = dict(bad)
        self.asked = []
        self.at_work = self.most = 0

    def __call__(self, item):
        self.asked.append(item)
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        try:
            time.sleep(SECONDS[item])
            if item in self.bad:
                raise self.bad[item]
            return item.upper()
        finally:
            self.at_work -= 1


def check(answer, bench):
    runs = []
    for bad, workers in (({}, WORKERS), (BAD, WORKERS), ({}, 1), (BAD, 4)):

        def program(bad=bad, workers=workers):
            work = Translate(bad)
            return work, answer([*ITEMS], work, workers)

        run = bench.run(program, says={"error": raised}, fault=FAULT * bool(bad))
        judge(bench, run, bad)
        runs.append((run, workers))
    BATTERY.only_waits(answer, bench)
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
    work, told = run.result
    run.shows_result = False
    results, failures = shape_of(told)
    right = [item.upper() for item in ITEMS if item not in bad]
    kept = [pair[0] for pair in failures if isinstance(pair, tuple) and len(pair) == 2]
    lost = [item for item in bad if item not in kept]
    gone = (
        f"work raised for {', '.join(map(repr, bad))}, and failures is {brief(failures)}. The results are "
        f"{results!r}."
    )
    bench.require(not lost or failures, gone, run)
    more = f"work was called {len(work.asked)} times for {len(ITEMS)} items: each is tried once."
    bench.require(len(work.asked) == len(ITEMS), more, run)
    bench.require(sorted(map(str, results)) != right or results == right, OUT_OF_ORDER.format(results), run)
    out = (
        f"results is {brief(results)}, and {right!r} was expected{' without those that failed' * bool(bad)}."
    )
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
    alone = (
        f"one item was worked on at a time, and workers is {workers}: each was begun when the one before was "
        "done. Who asks for a result waits for it: when is it time to ask?"
    )
    bench.require(work.most > 1 or workers == 1, alone, run)
    fastest = pace(workers)
    slow = (
        f"the items take {', '.join(str(SECONDS[item]) for item in ITEMS)} s. With {workers} threads, of "
        f"which each takes the next item when it is free, all are done after {fastest} s; here it took "
        f"{run.elapsed:g} s."
    )
    bench.require(run.elapsed <= fastest, slow, run)


def pace(workers):
    """When the last item is done if whoever is free takes the next one."""
    free = [0] * workers
    for item in ITEMS:
        free.sort()
        free[0] += SECONDS[item]
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
    "results that are exceptions, returned and not raised",
    lambda: ["ash", "elm", "fig"],
    lambda: [ValueError("ash"), None, KeyError("fig")],
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
