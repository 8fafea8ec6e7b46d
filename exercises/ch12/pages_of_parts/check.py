"""12.5: what is looked at, in the order in which it is told.

Order: pages that all go well · parts that fail · a part that is on two pages · patience · who is at work
when, and how many · orders of steps · parts, results and errors of all kinds.
"""

import time
from queue import Empty, Full

from exercises.engine.battery import Battery
from exercises.engine.inputs import FAILING, AlikeError, Input
from exercises.engine.lent import Lent
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from pipeline_core.lab.text import brief

PAGES = [("front", ["ash", "elm", "fig"]), ("empty", []), ("back", ["oak"]), ("front", ["yew", "bay"])]
PARTS = [part for _, parts in PAGES for part in parts]
SECONDS = dict(zip(PARTS, (4, 1, 2, 1, 1, 3), strict=True))
ERRORS = {"ash": ValueError("torn"), "elm": KeyError("elm"), "bay": ValueError("wet")}  # ash fails after elm
FAULT = "store raises"
LONG = 1_000  # by so much slower it may be
CROWD = 40  # workers, and parts of a second each


class Shelf:
    """Stores parts, and takes its time; some it refuses. Notes what it was given, and who is at work."""

    def __init__(self, bad=(), pace=1):
        self.bad = bad
        self.pace = pace
        self.given = []
        self.at_work = self.most = 0

    def __call__(self, part):
        self.given.append(part)
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        try:
            time.sleep(self.pace * SECONDS[part])
            if part in self.bad:
                raise ERRORS[part]
        finally:
            self.at_work -= 1


def check(answer, bench):
    runs = []
    lent = []
    for bad, workers in (((), 2), (("ash", "elm"), 2), (("ash", "elm", "bay"), 3), (("ash", "bay"), 1)):

        def program(bad=bad, workers=workers):
            shelf = Shelf(bad)
            pages = Lent((name, Lent(parts)) for name, parts in PAGES)
            lent[:] = [pages, *(parts for _, parts in pages)]
            return shelf, answer(pages, shelf, workers)

        run = bench.run(program, says={"error": raised}, fault=FAULT * bool(bad))
        judge(bench, run, bad)
        bench.require(not any(each.touched for each in lent), CALLERS, run)
        runs.append((run, workers))

    bench.run(lambda: on_two_pages(answer), says={"error": raised}, fault=FAULT)
    BATTERY.only_waits(answer, bench)

    def slowly():
        shelf = Shelf(("ash", "bay"), LONG)
        return shelf, answer([(name, [*parts]) for name, parts in PAGES], shelf, 2)

    judge(
        bench,
        bench.run(slowly, says={"error": raised}, fault=FAULT),
        ("ash", "bay"),
        f", by {LONG:,} times slower",
    )
    for run, workers in runs:
        judge_pace(bench, run, workers)
    run = bench.run(lambda: shape_of(answer([("page", [*range(CROWD)])], lambda _part: time.sleep(1), CROWD)))
    crowd = (
        f"{CROWD} parts take a second each, and workers is {CROWD}: all were stored after {run.elapsed:g} s."
    )
    bench.require(run.elapsed <= 1, crowd)
    bench.schedules(
        lambda: shape_of(answer([("page", ["ash", "elm"])], in_no_time, 2)),
        check=lambda run: run.result == ([], [("page", [ERRORS["ash"], ERRORS["elm"]])]),
        says={"error": raised, "check": IN_THIS_ORDER},
        switch="sync",
        max_schedules=12,
    )


def on_two_pages(answer):
    """The same object is a part of two pages, and stored well for the second of them only."""
    error = ValueError("torn")
    given = []

    def store(part):
        given.append(part)
        if len(given) == 1:
            raise error

    told = shape_of(answer([("one", ["ash"]), ("other", ["ash"])], store, 1))
    came = f"stored is {brief(told[0])} and failures is {brief(told[1])}"
    if told[0] != ["other"] or told[1] != [("one", [error])]:
        raise Refusal(
            f"two pages have the part 'ash', and store raised for that of the first one: {came}. Each page "
            "has its own sub-task, whatever the part is."
        )


CALLERS = "the pages and their parts are the caller's lists, and were changed: they stay as they are."
IN_THIS_ORDER = (
    "a page of two parts, which both fail: in this order of steps its failure is not what it should be."
)


def in_no_time(part):
    raise ERRORS[part]


def raised(run):
    """What left store_pages, though it was to be kept; or what the answer raised itself."""
    for part, error in ERRORS.items():
        if run.error is error:
            return (
                f"store raised {error!r} for {part!r}, and it left store_pages: nobody learns what became of "
                "the other pages. Which method of a future tells of an error without raising it?"
            )
    return None


def shape_of(told):
    """Stored and failures, as they should be made."""
    if not isinstance(told, tuple | list) or len(told) != 2:
        raise Refusal(f"store_pages returned {brief(told)}, and two lists were expected: stored, failures.")
    for name, each in zip(("stored", "failures"), told, strict=True):
        if not isinstance(each, list):
            raise Refusal(f"{name} is {brief(each)}, and a list was expected.")
    for pair in told[1]:
        if type(pair) is not tuple or len(pair) != 2 or not isinstance(pair[1], list):
            raise Refusal(
                f"among the failures is {brief(pair)}, and tuples (name, list of errors) were expected."
            )
    return told


def judge(bench, run, bad, slower=""):
    shelf, told = run.result
    run.shows_result = False
    stored, failures = shape_of(told)
    said = (f"store raised for {', '.join(map(repr, bad))}" if bad else "all parts can be stored") + slower
    bad_pages = [(name, [part for part in parts if part in bad]) for name, parts in PAGES]
    right = [name for name, refused in bad_pages if not refused]
    bench.require(
        failures or not bad, f"{said}, and no page is among the failures; stored is {brief(stored)}.", run
    )
    missing = [part for part in PARTS if part not in shelf.given]
    bench.require(
        not missing, f"{said}: {missing and missing[0]!r} was never stored. Each part is, once.", run
    )
    times = f"{said}: store was called {len(shelf.given)} times for {len(PARTS)} parts: each is stored once."
    bench.require(len(shelf.given) == len(PARTS), times, run)
    bench.require(stored == right, f"{said}: stored is {brief(stored)}, and {right!r} was expected.", run)
    wanted = [(name, [ERRORS[part] for part in refused]) for name, refused in bad_pages if refused]
    names = [name for name, _ in failures]
    due = [name for name, _ in wanted]
    bench.require(
        names == due, f"{said}: failures are of the pages {brief(names)}; {due!r} was expected.", run
    )
    for (name, errors), (_, itself) in zip(failures, wanted, strict=True):
        few = f"{said}: of {name!r} there {_are(len(errors))}, and {len(itself)} of its parts have failed."
        bench.require(len(errors) == len(itself), few, run)
        same = len(errors) == len(itself) and all(map(_is, errors, itself))
        alike = sorted(map(repr, errors)) == sorted(map(repr, itself))
        order = (
            f"the order of the parts gives {brief(itself)}"
            if alike
            else "the exceptions themselves were expected"
        )
        bench.require(same, f"{said}: of {name!r} there is {brief(errors)}; {order}.", run)
    left = f"store_pages returned, and still running: {', '.join(bench.unwaited)}. Who waits for them?"
    bench.all_ended(left, run)


def _are(count):
    return "is 1 error" if count == 1 else f"are {count} errors"


def _is(one, other):
    return one is other


def judge_pace(bench, run, workers):
    shelf, _ = run.result
    crowd = f"{shelf.most} parts were being stored at once, and workers is {workers}."
    bench.require(shelf.most <= workers, crowd, run)
    fastest = pace(workers)
    slow = (
        f"the parts take {', '.join(str(SECONDS[part]) for part in PARTS)} s. With workers={workers}, and "
        f"whoever is free taking the next part, all are stored after {fastest} s; it took {run.elapsed:g} s."
    )
    bench.require(run.elapsed <= fastest, slow, run)


def pace(workers):
    """When the last part is stored if whoever is free takes the next one."""
    free = [0] * workers
    for part in PARTS:
        free.sort()
        free[0] += SECONDS[part]
    return max(free)


# -- what is promised of any input -----------------------------------------------------------


def _the_same_for_two():
    error = ValueError("wet")
    return [None, None, error, error]


RETURNED = Input(
    "results that are exceptions, returned and not raised",
    lambda: ["ash", "elm", "fig"],
    lambda: [ValueError("ash"), None, KeyError("fig")],
)
SAME_ERROR = Input(
    "the same error for two parts of a page",
    lambda: ["ash", "elm", "fig", "oak"],
    errors=_the_same_for_two,
)
# Without an error that is false in an if: future.result() itself takes that for none, from 3.11 to 3.13.
ODD = Input(
    "errors that are equal to each other, or known from queues and iterators",
    lambda: ["ash", "elm", "fig", "oak", "yew"],
    errors=lambda: [AlikeError("ash"), AlikeError("elm"), StopIteration("fig"), Empty("oak"), Full("yew")],
)


def tried(answer, case):
    """The first two make a page, and the rest another one; the later a part comes, the sooner it is done."""
    work = case.taking(lambda place: 1 / (1 + place))
    pages = [("first", case.items[:2]), ("none", []), ("rest", case.items[2:])]
    stored, failures = shape_of(answer(pages, work, 3))
    return {
        "stored": stored,
        "the names in failures": [name for name, _ in failures],
        "the errors, page by page": [error for _, errors in failures for error in errors],
        "what store was given": work.given(),
    }


def late(answer, case):
    answer([("page", ["ash", "elm"])], lambda _part: case.wait(1), 1)
    return {}


BATTERY = Battery(
    program=tried,
    more=FAILING | {"odd errors": ODD, "same error": SAME_ERROR, "returned": RETURNED},
    drawn=("three",),
    searched=(),  # the check searches
    late=late,
    calls="store",
    says={"error": raised},
)
JUDGE = Code(check, answer="store_pages", battery=BATTERY)
