"""3.3: what is looked at, in the order in which it is told.

Order: plain and strange items of a late producer · how source was used · one item at a time, in no time ·
a consumer that takes its time · every order of steps.
"""

import queue
from threading import Thread

from exercises.ch03.held_up import both_take, held_up, judge_held_up, judge_waits, late_on_both_sides
from exercises.ch03.items import (
    AGREEABLE,
    ANOTHER,
    ASKED,
    END,
    ODD,
    PLAIN,
    STRANGE,
    another_sentinel,
    asked,
    looks,
    named,
    produce,
    slowly,
)
from exercises.engine.battery import Battery
from exercises.engine.inputs import in_passing, left_in
from exercises.engine.spy_queue import SpyQueue
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from pipeline_core import SENTINEL


def check(answer, bench):
    bench.require(not another_sentinel(answer), ANOTHER)
    for items in (PLAIN, STRANGE, []):
        calls, worked, came = [], [], []
        run = bench.run(
            lambda items=items, calls=calls, worked=worked, came=came: all_put(
                answer, items, calls, worked, came
            ),
            says={"error": raised, "deadlock": waits_in_vain, "leak": waits_in_vain},
        )
        judge_all(bench, run, items, worked, calls, came)
        bench.require(len(worked) == len(items), CHANGED_TWICE.format(len(worked), len(items)), run)
    for places in (1, len(PLAIN)):
        run = bench.run(
            lambda places=places: one_by_one(answer, places), says={"deadlock": hoards, "error": raised}
        )
        bench.require(not run.elapsed, SLEEPS.format(len(PLAIN), run.elapsed), run)
        bench.require(not run.result, f"with queues of {places} places: {TWICE}", run)
    BATTERY.only_waits(answer, bench)
    seen = {}
    held = bench.run(
        lambda: held_up(answer, "relay", [*PLAIN, SENTINEL], change, seen), says={"error": raised}
    )
    judge_held_up(bench, held, seen)
    bench.require(all(each is SENTINEL for each in seen["left"]), PUT_BACK.format(seen["left"]), held)
    for items in (PLAIN[:2], STRANGE[1:2], []):
        bench.schedules(
            lambda items=items: in_a_row(answer, items),
            check=lambda run, items=items: judge_taken(bench, run, items),
            says={"error": raised},
            max_schedules=40,  # a plain answer has 2
        )
    judge_waits(bench, held, seen)


# -- programs --------------------------------------------------------------------------------


class Result:
    """What ``change`` makes of an item; equal to nothing else."""

    def __init__(self, item):
        self.item = item

    def __repr__(self):
        return f"new {self.item}"


GIVEN_THE_END = "change was given the end, which is no item"
NOTHING = PLAIN[2]  # what change makes None of


def change(item):
    if item is SENTINEL:
        raise LookupError(GIVEN_THE_END)
    return None if item is NOTHING else Result(item)


def fits(result, item, made):
    """Whether this is what change has made of the item: that itself, and no copy."""
    if item is NOTHING:
        return result is None
    return made_of(item, result) and any(result is each for each in made)


def made_of(item, result):
    return isinstance(result, Result) and result.item is item


def all_put(answer, items, calls, worked, came):
    """In words, all that came into target, behind a producer that is late; there is room for it."""
    source, target = SpyQueue(), queue.Queue()
    source.calls = calls

    def work(item):
        if source.mutex.locked() or target.mutex.locked():
            raise Refusal(HOLDS)
        worked.append(change(item))
        return worked[-1]

    stage = Thread(target=answer, args=(source, target, work), name="relay")
    producer = Thread(target=produce, args=(source, slowly(items)), name="producer")
    stage.start()
    producer.start()
    stage.join()
    came[:] = left_in(target)  # now: the producer may still be at work
    producer.join()
    return named(came)


def one_by_one(answer, places):
    """Whoever waits for a result before it puts the next item: a person, or a queue without room.

    Returns how much is left behind the end.
    """
    source, target = queue.Queue(places), queue.Queue(places)
    stage = Thread(target=answer, args=(source, target, change), name="relay")
    stage.start()
    for item in PLAIN:
        source.put(item)
        target.get()
    source.put(SENTINEL)
    target.get()
    stage.join()
    return len(left_in(target))


def in_a_row(answer, items):
    """In words, what a consumer takes until the end, the end, and what is left in target then."""
    source, target = queue.Queue(1), queue.Queue(1)
    producer = Thread(target=produce, args=(source, items), name="producer")
    stage = Thread(target=answer, args=(source, target, change), name="relay")
    producer.start()
    stage.start()
    taken = []
    while (result := target.get()) is not SENTINEL:
        taken.append(result)
    stage.join()
    producer.join()
    return named([*taken, SENTINEL, *left_in(target)])


# -- claims ----------------------------------------------------------------------------------


def judge_all(bench, run, items, made, calls, came):
    """The first thing that is wrong with what came into target."""
    ends = [place for place, each in enumerate(came) if each is SENTINEL]
    results = [each for each in came if each is not SENTINEL]
    wrong = [n for n, item in enumerate(items) if n >= len(results) or not fits(results[n], item, made)]
    told = f" Handed on: {', '.join(run.result) or 'nothing'}."
    if wrong:
        raise_for(bench, run, items[wrong[0]], results[wrong[0] :], calls, told)
    bench.require(ends or len(results) == len(items), ANOTHER_END + told, run)
    bench.require(len(results) == len(items), "more was handed on than was taken." + told, run)
    bench.require(ends or not bench.running, UNJOINED + told, run)
    bench.require(ends, NO_END + told, run)
    bench.require(ends[0] == len(items), TOO_EARLY + told, run)
    bench.require(len(ends) == 1, TWICE + told, run)


def raise_for(bench, run, item, rest, calls, told):
    """The result of ``item`` is the first that is missing or wrong."""
    bench.require(rest or not looks(calls), STOPPED.format((looks(calls) or [""])[0]) + told, run)
    bench.require(item is not NOTHING, NONE_IS_A_RESULT + told, run)
    bench.require(not rest or not made_of(item, rest[0]), COPIED.format(item) + told, run)
    unchanged = rest and rest[0] is item
    bench.require(item is not None or unchanged, NONE_IS_DATA + told, run)
    mistaken = item is AGREEABLE and all(each is item for each in rest)  # and perhaps handed on as the end
    bench.require(not mistaken, TAKEN_FOR_THE_END + told, run)
    bench.require(not unchanged, UNCHANGED + told, run)
    nothing = "" if "get" in "".join(calls) else " It took nothing from source in this call: why not?"
    bench.require(rest, f"relay left, and {item!r} was still to come.{nothing}{told}", run)
    bench.require(False, f"the result of {item!r} is not where it belongs." + told, run)


def judge_taken(bench, run, items):
    """True, or what another order of steps does to it."""
    right = [*named(map(change, items)), END]
    bench.all_ended(UNJOINED, run)
    first = run.result[: len(right)]
    bench.require(first == right, OUT_OF_PLACE, run)
    bench.require(run.result == right, TWICE, run)
    return True


def raised(run):
    """What an answer raised because it did not ask, or did not wait."""
    error = run.error
    if asked(error):
        return ASKED
    if isinstance(error, LookupError) and str(error) == GIVEN_THE_END:
        return f"{error}: ask before you work."
    if isinstance(error, queue.Empty | queue.Full):
        return "a call gave up: how late an item or a place comes, nobody knows. The plain call just waits."
    return None


def waits_in_vain(run):
    """Relay takes, and nobody is left who puts; None where it is stuck at something else."""
    waiting = {thread.thread: thread.kind for thread in run.stuck}
    return NEVER_OVER if waiting.get("relay") == "get" and "producer" not in waiting else None


def hoards(run):
    """Relay takes, and so does whoever has put the first item; None where it is stuck at something else."""
    return HOARDS if both_take(run, "relay") else None


NEVER_OVER = (
    "the end came, and relay waits for more: it has to ask of each thing that it takes whether that is the "
    "end, and leave then."
)
STOPPED = (
    "you stopped while the producer was still at work: {} tells about now, or gives up. What tells about "
    "ever?"
)
NONE_IS_DATA = "an item was taken for the end, or for nothing: it was None, and None is data here."
NONE_IS_A_RESULT = "a result was lost: it was None, and None is a result like any other."
TAKEN_FOR_THE_END = (
    "an item that is equal to everything was taken for the end, and it was none. What can nothing but "
    "the end be? (iter(get, end) asks with ==, too, whatever the end is.)"
)
UNCHANGED = "an item was handed on as it came: what is to go on is what change made of it."
COPIED = (
    "what was handed on for {!r} is not what change returned for it in this call, but a copy, or the "
    "result of an earlier call."
)
CHANGED_TWICE = "change was called {} times for {} items: it is called once for each, and it may be dear."
PUT_BACK = "what was put back into source is no end, and nobody else takes from there: {} is left in it."
ANOTHER_END = (
    "behind the last result comes something that is no end: the stage behind knows the SENTINEL alone."
)
NO_END = (
    "every result is there, and the stage behind waits for ever: nobody told it that it is over. What "
    "told you?"
)
TOO_EARLY = "an end was handed on in front of a result: the stage behind stops there and never sees the rest."
TWICE = "the end was handed on more than once: the stage behind takes the first, the others lie in the queue."
HOARDS = (
    "stuck: the producer waits for the first result before it puts the next item, and relay waits for "
    "more items. Hand on each result before you take the next item."
)
SLEEPS = "right results, and {} items that are there at once take {:g} s: nothing here needs a nap."
HOLDS = (
    "change was called while the own lock of a queue was held: as long as that takes, nobody else can put "
    "into it or take from it, and both are to be at work while you are."
)
OUT_OF_PLACE = "in this order of steps the consumer does not get every result in its place."
UNJOINED = "relay returned while a thread of it was still running."


def tried(answer, case):
    """What is promised of any input: two relays in a row, each queue with a single place."""
    queues = [case.queue(1, held=held) for held in (("get",), (), ("put",))]
    works = (case.work, in_passing)
    stages = [
        Thread(target=answer, args=(queues[place], queues[place + 1], work), name=f"relay {place + 1}")
        for place, work in enumerate(works)
    ]
    producer = Thread(target=produce, args=(queues[0], case.items), name="producer")
    for thread in (producer, *stages):
        thread.start()
    taken = []
    while (result := queues[-1].get()) is not SENTINEL:
        taken.append(result)
    for thread in (producer, *stages):
        thread.join()
    handed_on = [*taken, SENTINEL, *left_in(queues[-1])]
    return {"what two relays in a row handed on": handed_on, "what change was given": case.work.given()}


def stuck_in_a_row(run):
    """Who waits for ever: a relay that heard no end, or somebody whom a relay has left."""
    waiting = [(thread.thread, thread.kind) for thread in run.stuck]
    locked = [thread for thread, kind in waiting if kind == "acquire"]
    if locked:
        return f"stuck: {locked[0]} waits for a lock, and whoever has it waits for somebody else."
    relays = [thread for thread, kind in waiting if thread.startswith("relay") and kind == "get"]
    if relays:
        return f"stuck: {relays[0]} waits for more, and nothing will come. What ends its loop?"
    putting = [thread for thread, kind in waiting if kind == "put"]
    if putting and not any(thread.startswith("relay") for thread, _ in waiting):
        who = "whoever puts into source" if putting[0] == "MainThread" else putting[0]
        return f"stuck: {who} waits for room, and relay has left too early. Why?"
    return None


def alone(answer, case):
    """All items are there, and target has room for them; a call before that had nothing to hand on."""
    for items in ([], case.items):
        source, target = queue.Queue(), queue.Queue()
        produce(source, items)
        answer(source, target, case.work)
    return {"what the second of two calls in a thread handed on": left_in(target)}


def late(answer, case):
    """A producer, and then a consumer, that take their time."""
    return late_on_both_sides(answer, case, "relay", case.items, case.work)


BATTERY = Battery(
    program=tried,
    more=ODD,
    late=late,
    alone=alone,
    searched=("two", "one"),
    inside=4,  # a stage is one thread: inside its lines there is little to interrupt
    calls="change",
    waits="falsy results",
    says={"error": raised, "deadlock": stuck_in_a_row},
)
JUDGE = Code(check, answer="relay", battery=BATTERY)
