"""3.4: what is looked at, in the order in which it is told.

Order: two producers of which one is late · one and three · strange items · how source was used · one item at
a time, in no time · a consumer that takes its time · a crowd of producers · every order of steps.
"""

import functools
import queue
from threading import Thread

from exercises.ch03.held_up import both_take, held_up, judge_held_up, judge_waits, late_on_both_sides
from exercises.ch03.items import (
    AGREEABLE,
    ANOTHER,
    ASKED,
    COMPARED,
    END,
    ODD,
    PLAIN,
    STRANGE,
    another_sentinel,
    asked,
    compared,
    looks,
    named,
    produce,
    same,
    slowly,
)
from exercises.engine.battery import Battery
from exercises.engine.inputs import left_in
from exercises.engine.spy_queue import SpyQueue
from exercises.judges import Code
from pipeline_core import SENTINEL

MANY = 40  # schedules of one program: all there are for a plain loop; a generator or a class has more
CROWD = 60  # producers
LATE = ["pine", "rose", "reed"]


def check(answer, bench):
    bench.require(not another_sentinel(answer), ANOTHER)
    for lots in (
        (PLAIN, LATE),
        (PLAIN,),
        (PLAIN[:1], [], LATE),
        (STRANGE, PLAIN),
        (STRANGE,),
        (STRANGE, [], [], [], []),
    ):
        calls, came, put, left = [], [], [], []

        over = functools.partial(waits_in_vain, count=len(lots))
        run = bench.run(
            lambda lots=lots, seen=(calls, came, put, left): all_put(answer, lots, *seen),
            says={"error": raised, "deadlock": over, "leak": over},
        )
        judge_all(bench, run, calls, came, put)
        bench.require(not left, LEFT.format(", ".join(named(left))), run)
    for places in (1, len(PLAIN)):
        run = bench.run(
            lambda places=places: one_by_one(answer, places), says={"deadlock": hoards, "error": raised}
        )
        bench.require(not run.elapsed, SLEEPS.format(len(PLAIN), run.elapsed), run)
        bench.require(not run.result, f"with queues of {places} places: {TWICE.format(1 + run.result)}", run)
    BATTERY.only_waits(answer, bench)
    seen = {}
    held = bench.run(
        lambda: held_up(answer, "merge", [*PLAIN, SENTINEL, *LATE, SENTINEL], 2, seen), says={"error": raised}
    )
    judge_held_up(bench, held, seen)
    over = functools.partial(waits_in_vain, count=CROWD)
    run = bench.run(lambda: from_a_crowd(answer), says={"error": raised, "deadlock": over, "leak": over})
    items, ends, left = run.result
    bench.require(items != CROWD or not left, LEFT.format(", ".join(named(left[:3]))), run)
    bench.require(not left, FEWER.format(CROWD, items, len(left)), run)
    told = f"{CROWD} producers have put one item each, and {items} were handed on in front of the end."
    bench.require(items == CROWD, told, run)
    bench.require(ends == 1, f"with {CROWD} producers: {TWICE.format(ends)}", run)
    for lots in ((PLAIN[:1], LATE[:1]), ([],)):
        bench.schedules(
            lambda lots=lots: in_a_row(answer, lots),
            check=lambda run, lots=lots: judge_taken(bench, run, lots),
            says={"error": raised, "deadlock": stuck},
            max_schedules=MANY,
        )
    judge_waits(bench, held, seen)


# -- programs --------------------------------------------------------------------------------


def all_put(answer, lots, calls, came, put, left):
    """In words, what came into target: the first producer is quick, the others are late."""
    source, target = SpyQueue(), queue.Queue()
    source.calls = calls
    stage = Thread(target=answer, args=(source, target, len(lots)), name="merge")
    makers = [
        Thread(
            target=produce, args=(source, slowly(items) if number else items), name=f"producer {number + 1}"
        )
        for number, items in enumerate(lots)
    ]
    for thread in (stage, *makers):
        thread.start()
    stage.join()
    came[:] = left_in(target)  # now: a producer may still be at work
    for maker in makers:
        maker.join()
    put[:] = [item for item, by in source.put_in if by in makers and item is not SENTINEL]
    left[:] = left_in(source)
    return named(came)


def from_a_crowd(answer):
    """How many items came into target before the end, one of each producer; how many ends; what is left."""
    source, target = queue.Queue(), queue.Queue()
    for item in range(CROWD):
        source.put(item)
        source.put(SENTINEL)
    stage = Thread(target=answer, args=(source, target, CROWD), name="merge")
    stage.start()
    stage.join()
    came = left_in(target)
    return [*came, SENTINEL].index(SENTINEL), sum(each is SENTINEL for each in came), left_in(source)


def one_by_one(answer, places):
    """A producer that puts the next item when the one before has come through, beside one without items.

    Returns how much is left behind the end.
    """
    source, target = queue.Queue(places), queue.Queue(places)
    stage = Thread(target=answer, args=(source, target, 2), name="merge")
    stage.start()
    source.put(SENTINEL)
    for item in PLAIN:
        source.put(item)
        target.get()
    source.put(SENTINEL)
    target.get()
    stage.join()
    return len(left_in(target))


def in_a_row(answer, lots):
    """In words, what a consumer takes until the end, the end, and what is left in target then."""
    source, target = queue.Queue(1), queue.Queue(1)
    makers = [
        Thread(target=produce, args=(source, items), name=f"producer {number + 1}")
        for number, items in enumerate(lots)
    ]
    stage = Thread(target=answer, args=(source, target, len(lots)), name="merge")
    for thread in (*makers, stage):
        thread.start()
    taken = []
    while (item := target.get()) is not SENTINEL:
        taken.append(item)
    for thread in (*makers, stage):
        thread.join()
    return named([*taken, SENTINEL, *left_in(target)])


# -- claims ----------------------------------------------------------------------------------


def judge_all(bench, run, calls, came, put):
    """The first thing that is wrong with what came into target."""
    ends = [place for place, each in enumerate(came) if each is SENTINEL]
    items = [each for each in came if each is not SENTINEL]
    lost = [each for each in put if not any(each is other for other in items)]
    told = f" Handed on: {', '.join(run.result) or 'nothing'}."
    if lost:
        bench.require(len(items) < len(put), NOT_IT.format(lost[0]) + told, run)
        missed(bench, run, lost[0], calls, told)
    bench.require(ends or not bench.running, UNJOINED + told, run)
    bench.require(ends, NO_END + told, run)
    bench.require(len(items) >= len(put), AGAIN.format(len(put), len(items)) + told, run)
    bench.require(ends[0] >= len(put), TOO_EARLY + told, run)
    bench.require(len(ends) == 1, TWICE.format(len(ends)) + told, run)
    bench.require(same(items, put), "the items are not handed on as they came." + told, run)


def missed(bench, run, item, calls, told):
    """An item did not come through: why."""
    bench.require(item is not None, NONE_IS_DATA + told, run)
    bench.require(item is not AGREEABLE, TAKEN_FOR_THE_END + told, run)
    bench.require(not looks(calls), STOPPED.format((looks(calls) or [""])[0]) + told, run)
    bench.require("get" in "".join(calls), TOOK_NOTHING.format(item) + told, run)
    bench.require(False, ONE_OF_THEM.format(item) + told, run)


def judge_taken(bench, run, lots):
    """True, or what another order of steps does to it."""
    last = run.result.index(END)
    taken, left = run.result[:last], run.result[last + 1 :]
    bench.all_ended(UNJOINED, run)
    for items in map(named, lots):
        mine = [each for each in taken if each in items]
        bench.require(mine == items, OUT_OF_ORDER.format(items, mine), run)
    bench.require(len(taken) == sum(map(len, lots)), "more was handed on than was put.", run)
    bench.require(not left, TWICE.format(1 + len(left)), run)
    return True


def stuck(run):
    """Who waits for ever once merge has gone: producers, or the consumer."""
    if any(thread.thread == "merge" for thread in run.stuck):
        return waits_in_vain(run)
    left = [thread.thread for thread in run.stuck if thread.kind == "put"]
    who = "a producer" if left[:1] == ["MainThread"] else "".join(left[:1])
    return f"merge has left, and {who} is still at work: it waits for room." if left else NO_END


def hoards(run):
    """Merge takes, and so does whoever has put an item; None where it is stuck at something else."""
    return HOARDS if both_take(run, "merge") else None


def waits_in_vain(run, count=0):
    """Merge takes, and nobody is left who puts; None where it is stuck at something else."""
    waiting = {thread.thread: thread.kind for thread in run.stuck}
    alone = waiting.get("merge") == "get" and not any(name.startswith("producer") for name in waiting)
    start = f"with {count} producer{'s' * (count > 1)}: " if count else ""
    return f"{start}{NEVER_OVER}" if alone else None


def raised(run):
    """What an answer raised because it did not ask, or did not wait."""
    error = run.error
    if compared(error):
        return COMPARED
    if asked(error):
        return ASKED
    if isinstance(error, queue.Empty | queue.Full):
        return "a call gave up: how late an item or a place comes, nobody knows. The plain call just waits."
    return None


UNJOINED = "merge returned while a thread of it was still running."
NOT_IT = "{!r} was put, and in its place something else was handed on, perhaps a copy: it goes on as it is."
AGAIN = "{} items were put, and {} handed on: an item that comes again is another item."
FEWER = (
    "with {} producers, each of which puts an item and its end: {} items were handed on in front of the end, "
    "and {} things are left in source. How many ends does it wait for?"
)
LEFT = (
    "merge has passed the end on, and left in source is: {}. Somebody who is no producer has put it there, "
    "or it was not taken: when merge returns, source is empty."
)
NEVER_OVER = (
    "every producer is through, and merge waits for more: how many ends have come, and how many does it "
    "wait for?"
)
STOPPED = (
    "you stopped while a producer was still at work: {} tells about now, or gives up. What tells about ever?"
)
ONE_OF_THEM = "merge left, and {!r} was still to come: an end says that one producer is through. Which one?"
TOOK_NOTHING = "merge left, and {!r} was still to come: it took nothing from source in this call. Why not?"
NONE_IS_DATA = "an item was taken for the end, or for nothing: it was None, and None is data here."
TAKEN_FOR_THE_END = (
    "an item that is equal to everything was taken for the end, and it was none. What can nothing but "
    "the end be?"
)
NO_END = "every item is there, and the consumer waits for ever: nobody told it that all of them are through."
TOO_EARLY = "an end was handed on in front of an item: the consumer leaves there, and never sees the rest."
TWICE = "{} ends were handed on: the one consumer takes the first, and the next one lies in the queue."
HOARDS = (
    "stuck: a producer waits until its item has come through, and merge waits for more before it hands "
    "on. Hand on each item before you take the next."
)
OUT_OF_ORDER = (
    "one producer put {}, and of these {} came out: its items keep their order, and each comes once."
)
SLEEPS = "right results, and {} items that are there at once take {:g} s: nothing here needs a nap."


def feed(source, items):
    """What three producers put, one of them without items, in an order that is always the same."""
    half = len(items) // 2
    for each in (SENTINEL, *items[:half], SENTINEL, *items[half:], SENTINEL):
        source.put(each)


def tried(answer, case):
    """What is promised of any input; each queue has a single place."""
    source, target = case.queue(1, held=("get",)), case.queue(1, held=("put",))
    feeder = Thread(target=feed, args=(source, case.items), name="producer")
    stage = Thread(target=answer, args=(source, target, 3), name="merge")
    for thread in (feeder, stage):
        thread.start()
    taken = []
    while (item := target.get()) is not SENTINEL:
        taken.append(item)
    for thread in (feeder, stage):
        thread.join()
    return {
        "what was handed on": [*taken, SENTINEL, *left_in(target)],
        "what is left in source": left_in(source),
    }


def late(answer, case):
    """Producers, and then the consumer, that take their time."""
    return late_on_both_sides(answer, case, "merge", (SENTINEL, *case.items), 2)


def alone(answer, case):
    """All items are there, and target has room for them; a call before that had nothing to hand on."""
    for items in ([], case.items):
        source, target = queue.Queue(), queue.Queue()
        feed(source, items)
        answer(source, target, 3)
    return {"what the second of two calls in a thread handed on": left_in(target)}


BATTERY = Battery(
    program=tried,
    more=ODD,
    late=late,
    alone=alone,
    searched=("two", "one"),
    inside=4,  # a stage is one thread: inside its lines there is little to interrupt
    calls="",
    waits="two",
    says={"error": raised, "deadlock": stuck},
)
JUDGE = Code(check, answer="merge", battery=BATTERY)
