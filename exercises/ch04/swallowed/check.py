"""4.2: what is looked at, in the order in which it is told.

Order: good items · strange ones · a target without room · items for which work fails · a target that fails ·
an order to leave · every order of producer, stage and consumer.
"""

import queue
import threading
from threading import Thread

from exercises.ch03.items import AGREEABLE, STRANGE, same
from exercises.ch04.swallowed.around import Disk, Tight, seen_of
from exercises.engine.battery import Battery
from exercises.engine.inputs import FAILING, left_in
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from pipeline_core import SENTINEL

ITEMS = ["1", "two", "3", "4", "five", "6"]
BAD = ["two", "five"]
MOST = 30  # so often a bad item is bad; then a loop that tries for ever comes to an end, and is told of


class Work:
    """Makes upper case of an item; raises what it was told to, and counts how often it was asked."""

    def __init__(self, raises=None):
        self.raises = raises or {}
        self.asked, self.askers = [], set()

    def __call__(self, item):
        if item is SENTINEL:
            raise Refusal("work was given SENTINEL: the end is no item. Look before you work.")
        self.asked.append(item)
        self.askers.add(threading.current_thread().name)
        if self.raises and item in self.raises and self.asked.count(item) < MOST:
            raise self.raises[item]
        return self.result(item)

    def result(self, item):
        return item.upper() if item != "nothing" else None


class Handed(Work):
    """Hands an item back as it is, and asks it nothing."""

    def result(self, item):
        return item


def check(answer, bench):
    for items in ([], ["a", "nothing", "c"], ["a"]):
        run, seen = bench_of(answer, bench, items, Work())
        judge_results(bench, run, seen, ["A", None, "C"][: len(items)])
        bench.require(not seen.failures, f"nothing failed, and failures holds {seen.failures!r}.", run)
    strange_items(answer, bench)
    no_room(answer, bench)
    some_fail(answer, bench)
    the_disk_is_full(answer, bench)
    the_source_fails(answer, bench)
    for order in (SystemExit("leave"), KeyboardInterrupt()):
        ordered_to_leave(answer, bench, order)
    bench.schedules(
        lambda: seen_of(answer, ["a", "x"], Work({"x": ValueError("x")})).told(),
        check=lambda run: run.result == (["A"], 1, 1),
        says={"deadlock": NO_END},
        switch="sync",
        max_schedules=60,
    )


def bench_of(answer, bench, items, work, target=queue.Queue, fault=""):
    kept = []

    def program():
        seen_of(answer, items, work, target, kept)

    def full():
        return getattr(kept[-1].target, "gave_up", False)

    says = {
        "deadlock": lambda _run: NO_ROOM if full() else NO_END + ("" if items else NOT_ONE),
        "endless": lambda _run: NO_ROOM if full() else again(work),
    }
    run = bench.run(program, says=says, fault=fault)
    return run, kept[-1]


def strange_items(answer, bench):
    """Whatever an item says of itself, only one object is the end."""
    run, seen = bench_of(answer, bench, STRANGE, Handed())
    if not same(seen.results, STRANGE):
        pairs_of = zip(STRANGE, [*seen.results, *[SENTINEL] * len(STRANGE)], strict=False)
        lost = next(item for item, result in pairs_of if result is not item)
        raise Refusal(TAKEN_FOR_THE_END if lost is AGREEABLE else NOT_HANDED_ON.format(lost), run)


def no_room(answer, bench):
    run, seen = bench_of(answer, bench, ["a", "b", "c"], Work(), Tight)
    errors = [seen.left_by, *[pair[1] for pair in pairs(seen)]]
    bench.require(not any(isinstance(error, queue.Full) for error in errors), NO_ROOM, run)
    judge_results(bench, run, seen, ["A", "B", "C"])


def some_fail(answer, bench):
    errors = {"two": ValueError("two"), "five": ZeroDivisionError("five")}
    work = Work(errors)
    run, seen = bench_of(answer, bench, ITEMS, work, fault="work raises")
    if seen.left_by is not None:
        raise Refusal(
            f"{seen.left_by!r} left the stage, and the items behind it were never worked on: one bad item "
            "must not stop the line.",
            run,
        )
    bench.require(len(work.asked) <= len(ITEMS) + 4 * len(BAD), again(work), run)
    good = [item for item in ITEMS if item not in BAD]
    lost = [item for item in BAD if item not in [pair[0] for pair in pairs(seen)]]
    gone = (
        f"{len(lost)} of {len(ITEMS)} items vanished ({', '.join(map(repr, lost))}): work raised for them, "
        "and they are neither among the results nor in failures."
    )
    bench.require(not lost or seen.failures, gone, run)
    bench.require(len(work.asked) == len(ITEMS), again(work), run)
    wanted = [(item, errors[item]) for item in BAD]
    shape = (
        f"failures holds {seen.failures!r}: pairs were expected, (item, error), and each error the exception "
        "itself, as work raised it."
    )
    bench.require(pairs(seen) == wanted and len(seen.failures) == len(wanted), shape, run)
    judge_results(bench, run, seen, good)


def pairs(seen):
    return [each for each in seen.failures if isinstance(each, tuple | list) and len(each) == 2]


def the_disk_is_full(answer, bench):
    work = Work({"bad": ValueError("bad")})
    run, seen = bench_of(answer, bench, ["a", "bad", "full", "c"], work, Disk, fault="the target raises")
    blamed = (
        "target.put raised OSError, the disk is full, and your stage {}. The item was good: what is caught "
        "must be what work raised, and nothing else."
    )
    judge_way_out(bench, run, seen, work, blamed)


def the_source_fails(answer, bench):
    work = Work({"bad": ValueError("bad")})
    run, seen = bench_of(answer, bench, ["a", "bad", "torn", "c"], work, fault="the source raises")
    blamed = (
        "source.get raised OSError, the connection is gone, and your stage {}. No item had come: what is "
        "caught must be what work raised, and nothing else."
    )
    judge_way_out(bench, run, seen, work, blamed)


def judge_way_out(bench, run, seen, work, blamed):
    """An OSError leaves the stage, is no item's failure, and costs none of the failures before it."""
    noted = any(isinstance(pair[1], OSError) for pair in pairs(seen)) or len(seen.failures) > 1
    bench.require(not noted, blamed.format("noted it as a failure of an item"), run)
    bench.require(isinstance(seen.left_by, OSError), blamed.format("swallowed it"), run)
    judge_kept(bench, run, seen, work)
    bench.require(seen.ends == 1, too_often(seen), run)


def judge_kept(bench, run, seen, work):
    """The item that failed before the stage was left."""
    told = f"{seen.left_by!r} left the stage, and failures holds {seen.failures!r} then: {FORGOTTEN}"
    bench.require(pairs(seen) == [("bad", work.raises["bad"])] and len(seen.failures) == 1, told, run)


def ordered_to_leave(answer, bench, order):
    name = type(order).__name__
    work = Work({"bad": ValueError("bad"), "x": order})
    run, seen = bench_of(answer, bench, ["a", "bad", "x", "c"], work, fault=f"{name} in work")
    caught = (
        f"work raised {name}, an order to leave, and your stage caught it and went on. It is no Exception, "
        "and not for you."
    )
    if work.askers != {"stage"}:
        caught = (
            f"work raised {name}, an order to leave, and it did not leave your stage: work was called in "
            "another thread, and what is raised there leaves no other thread by itself."
        )
    bench.require(seen.left_by is order and len(seen.failures) <= 1, caught, run)
    judge_kept(bench, run, seen, work)


def judge_results(bench, run, seen, expected):
    if seen.left_by is not None:
        raise Refusal(f"nothing failed, and {seen.left_by!r} left the stage.", run)
    told = f"the next stage got {seen.results!r} instead of {expected!r}."
    bench.require(seen.results == expected, told, run)
    bench.require(seen.ends == 1, too_often(seen), run)


def too_often(seen):
    return f"the items were {seen.items!r}, and the end was passed on {seen.ends} times: once is enough."


def again(work):
    return (
        f"work was asked {len(work.asked)} times for {len(set(work.asked))} items: each is tried once. One "
        "that fails now may fail for ever: keep it, and go on."
    )


FORGOTTEN = (
    "work failed for 'bad' before that, and it has to be there, as (item, error), however the stage is left."
)
TAKEN_FOR_THE_END = (
    "an item that is equal to everything was taken for the end, and it was none: == lets the item answer. "
    "What can nothing but the end be?"
)
NOT_HANDED_ON = "the item {!r} was not handed on: it is an item like any other."
NO_ROOM = (
    "the next stage was late, target had no room, and your stage did not wait for it: Full was raised. A "
    "full queue is no fault, so which put waits?"
)
NOT_ONE = " Here there was not one item."
NO_END = (
    "stuck: the next stage waits for an end that was never passed on. It has to be, on every way out of the "
    "stage."
)


def tried(answer, case):
    """What is promised of any input, with a target of a single place."""
    source, target, failures, taken = queue.Queue(), queue.Queue(1), [], []
    for item in (*case.items, SENTINEL):
        source.put(item)
    stage = Thread(target=answer, args=(source, target, case.work, failures), name="stage")
    stage.start()
    while (result := target.get()) is not SENTINEL:
        taken.append(result)
    stage.join()
    return {
        "failures": failures,
        "what was handed on": [*taken, SENTINEL, *left_in(target)],
        "what work was given": case.work.given(),
    }


JUDGE = Code(
    check,
    answer="careful_stage",
    battery=Battery(program=tried, more=FAILING, says={"deadlock": NO_END}),
)
