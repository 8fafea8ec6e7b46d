"""12.1: what is looked at, in the order in which it is told.

Order: items that all go well · items of which some fail, in one of the two calls or in both · who does what,
and how far it runs ahead, in both directions · one result for all · patience · orders of steps · virtual
time · items, results and errors of all kinds · two that fail at the same moment.
"""

from exercises.ch12.one_who_left.around import Shop
from exercises.engine.battery import AnyOrder, Battery
from exercises.engine.by_lot import Call, by_lot
from exercises.engine.inputs import FAILING, Agreeable, Incomparable, Input
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from pipeline_core import SENTINEL, SKIP
from pipeline_core.lab.text import brief

ITEMS = ["ash", "elm", "fig", "oak", "yew", "bay"]
FAULTS = (
    ((), ()),
    ((), ITEMS[:1]),
    (ITEMS[:1], ()),
    (ITEMS[-1:], ()),
    (["elm", "yew"], ["fig"]),
    (ITEMS, ()),
    ((), ITEMS),
)
BEHIND = "work_through returned while a thread of it was still running: wait for both first."
ITSELF = "the exception itself, please."
LONG = 3_000  # seconds that a call may take
LAPS = 30  # calls in one run, in orders of steps inside lines
SAME = "work returns the same result for each of six items, and save raises each time"
TAKING_TURNS = "six items, work fails for every other one, and save for the rest"


def check(answer, bench):
    for bad_work, bad_save in FAULTS:
        for places in (1, 3):
            called(answer, bench, Shop(bad_work, bad_save), places)
    BATTERY.only_waits(answer, bench)
    for places in (1, 3):
        called(answer, bench, Shop(bad_save=["fig"], seconds=(0, 30)), places)
    bench.run(lambda: one_for_all(answer), says={"deadlock": stuck}, fault="save raises")
    for seconds in ((0, LONG), (LONG, 0)):
        called(answer, bench, Shop(bad_save=["fig"], seconds=seconds), 1)
    bench.schedules(
        lambda: in_some_order(answer),
        check=lambda run: run.result == (["ELM"], ["ash", "fig"]),
        says={"error": died, "deadlock": stuck},
        switch="sync",
        max_schedules=30,
    )
    shop = Shop(seconds=(1, 1))
    run = called(answer, bench, shop, 1)
    slow = (
        f"six items, of which each takes a second to work on and a second to save, took {run.elapsed:g} s; 7 "
        "s are enough where one is saved while the next is worked on."
    )
    bench.require(run.elapsed <= 7, slow, run)
    by_lot(bench, [Call(lambda: at_the_same_moment(answer), TAKING_TURNS, {"deadlock": stuck})], laps=LAPS)


def called(answer, bench, shop, places):
    """The run with this shop, in which all is as it should be."""
    told = told_of(shop, places)
    shops = []

    def program():
        mine = Shop(shop.bad_work, shop.bad_save, (shop.work_seconds, shop.save_seconds))
        shops.append(mine)
        return answer([*ITEMS], mine.work, mine.save, places)

    says = {
        "error": lambda run: died(run, shops[-1], told),
        "deadlock": lambda run: f"{told}: {stuck(run)}",
    }
    run = bench.run(program, says=says, fault="work or save raises" * bool(shop.bad_work or shop.bad_save))
    judge(bench, run, shops[-1], told)
    ahead = f"{told}: {shops[-1].most} results had been worked on and not yet saved; places + 2 may be."
    bench.require(shops[-1].most <= places + 2, ahead, run)
    if shop.save_seconds and not shop.work_seconds:
        few = (
            f"{told}: {shops[-1].most} results had been made and not yet saved, and no more at any moment; "
            "one is being saved, and as many as the queue has places wait."
        )
        bench.require(shops[-1].most > places, few, run)
    bench.all_ended(BEHIND, run)
    return run


def told_of(shop, places):
    parts = [f"work fails for {brief([*shop.bad_work])}"] if shop.bad_work else []
    parts += [f"save fails for {brief([*shop.bad_save])}"] if shop.bad_save else []
    times = {"work": shop.work_seconds, "save": shop.save_seconds}
    slow = "".join(f", each {name} takes {seconds:,} s" for name, seconds in times.items() if seconds)
    return f"six items, {' and '.join(parts) or 'nothing fails'}, places={places}{slow}"


def died(run, shop=None, told="items of which some fail"):
    """An error of work's or save's has ended a thread, or left work_through."""
    for item, error in (shop.errors if shop else {}).items():
        if run.error is error:
            call = "work" if item in shop.bad_work else "save"
            return (
                f"{told}: {error!r} came out of {call}, and the loop that called it is over. Who takes "
                "what the other thread puts, or tells it that it is over?"
            )
    return None


def stuck(run):
    kinds = {each.kind for each in run.stuck}
    if "put" in kinds:
        return "stuck: somebody waits for room in the queue, and nobody takes from it any more."
    if "get" in kinds:
        return "stuck: somebody waits for a result, and nobody says that it is over."
    return "stuck: somebody waits for something that will never happen."


def judge(bench, run, shop, told):
    bad = [*shop.bad_work, *shop.bad_save]
    missed = [item for item in ITEMS if item not in shop.asked]
    bench.require(not missed, f"{told}: {brief(missed)} was never worked on. Only what fails is lost.", run)
    times = f"{told}: work was called {len(shop.asked)} times for {len(ITEMS)} items: each is tried once."
    bench.require(len(shop.asked) == len(ITEMS), times, run)
    right = [item.upper() for item in ITEMS if item not in bad]
    out = f"{told}: saved was {brief(shop.saved)}, and {brief(right)} was expected."
    bench.require(shop.saved == right, out, run)
    given = (
        f"{told}: save was called {len(shop.savers)} times, for {len(ITEMS) - len(shop.bad_work)} results."
    )
    bench.require(len(shop.savers) == len(ITEMS) - len(shop.bad_work), given, run)
    failures = pairs_of(run.result, told)
    lost = [item for item in bad if item not in [one for one, _ in failures]]
    bench.require(not lost, f"{told}: {brief(lost)} failed, and in failures is {brief(run.result)}.", run)
    many = f"{told}: {len(failures)} failures were returned, and {len(bad)} items have failed."
    bench.require(len(failures) == len(bad), many, run)
    for item, error in failures:
        itself = shop.errors[item]
        kept = f"{told}: for {item!r} {itself!r} was raised, and failures has {brief(error)}: {ITSELF}"
        bench.require(error is itself, kept, run)
    names = {thread.name for thread in shop.workers} & {thread.name for thread in shop.savers}
    both = (
        f"{told}: work and save are called by the same thread, so none is saved while the next is worked on."
    )
    bench.require(not names, both, run)
    crowd = f"{told}: work was called by {len(set(shop.workers))} threads: it is the business of one."
    bench.require(len(set(shop.workers)) == 1, crowd, run)


def pairs_of(failures, told="in some order of steps"):
    if not isinstance(failures, list):
        raise Refusal(f"{told}: work_through returned {brief(failures)}, and a list was expected.")
    for pair in failures:
        if type(pair) is not tuple or len(pair) != 2:
            raise Refusal(
                f"{told}: among the failures is {brief(pair)}, and tuples (item, error) were expected."
            )
    return failures


def in_some_order(answer):
    """Three items: one fails in work, one in save."""
    shop = Shop(["ash"], ["fig"])
    failures = answer(["ash", "elm", "fig"], shop.work, shop.save, 1)
    return shop.saved, sorted(item for item, _ in pairs_of(failures))


def at_the_same_moment(answer):
    """What is wrong with the failures, where both threads have some to note, maybe at the same moment."""
    shop = Shop(ITEMS[::2], ITEMS[1::2])
    failures = pairs_of(answer([*ITEMS], shop.work, shop.save, 2), TAKING_TURNS)
    lost = [item for item in ITEMS if item not in [one for one, _ in failures]]
    if lost:
        return f"{brief(lost)} failed, and in failures is {brief(failures)}: two threads note failures"
    return "" if len(failures) == len(ITEMS) else f"{len(failures)} failures were returned, of six items"


def one_for_all(answer):
    """work returns the same result for each item, and save refuses it each time."""
    errors = []

    def no_room(_result):
        errors.append(ValueError(f"no room, said {len(errors)} times before"))
        raise errors[-1]

    failures = pairs_of(answer([*ITEMS], lambda _item: "the same", no_room, 2), SAME)
    due = list(zip(ITEMS, errors, strict=False))
    if sorted(failures, key=key_of) != sorted(due, key=key_of):
        found = f"failures is {brief(failures)}, and {brief(due)} was expected"
        raise Refusal(f"{SAME}: {found}. What tells whose result it is?")


def key_of(pair):
    return str(pair[0]), id(pair[1])


# -- what is promised of any input -----------------------------------------------------------

ODD_RESULTS = Input(
    "results that are equal to everything, or can't be compared",
    lambda: ["ash", "elm", "fig"],
    lambda: [Agreeable(), Incomparable(), "fig"],
)
MARKS = Input(
    "results that are marks: SENTINEL is one of them",
    lambda: ["ash", "elm", "fig", "oak"],
    lambda: [SENTINEL, SKIP, SENTINEL, "oak"],
)
RETURNED = Input(
    "results that are exceptions, returned and not raised",
    lambda: ["ash", "elm", "fig"],
    lambda: [ValueError("ash"), None, KeyError("fig")],
)


def tried(answer, case):
    """What fails may fail in the one call or in the other."""
    saved, handed = [], []
    failures = pairs_of(answer([*case.items], case.work, saved.append, 2))
    later = pairs_of(answer([*case.items], lambda item: handed.append(item) or item, case.work, 2))
    return {
        "what was saved": saved,
        "the items in failures": AnyOrder(item for item, _ in failures),
        "the exceptions in failures": AnyOrder(error for _, error in failures),
        "the items in failures of save": AnyOrder(item for item, _ in later),
        "the exceptions in failures of save": AnyOrder(error for _, error in later),
        "what work was given": handed,
    }


def late(answer, case):
    answer(["ash", "elm", "oak"], lambda item: case.wait(3) or item, lambda _result: case.wait(7), 1)
    return {}


BATTERY = Battery(
    program=tried,
    more=FAILING | {"odd results": ODD_RESULTS, "marks as results": MARKS, "returned": RETURNED},
    searched=(),  # the check searches
    drawn=("three",),
    late=late,
    timeless=True,
    says={"deadlock": stuck},
)
JUDGE = Code(check, answer="work_through", battery=BATTERY)
