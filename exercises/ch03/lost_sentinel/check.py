"""3.2: what is looked at, in the order in which it is told.

Order: a late source · strange items · what went through the queue · every order in which three consumers
find that there is nothing · how many work at a time, and hand on at a time · how the source is taken from.
"""

import gc
import queue
import time
from collections import Counter
from threading import Barrier, Event

from exercises.ch03.items import (
    AGREEABLE,
    ASKED,
    COMPARED,
    ODD,
    PLAIN,
    STRANGE,
    asked,
    compared,
    looks,
    noted,
    slowly,
)
from exercises.engine.battery import AnyOrder, Battery
from exercises.engine.by_lot import Call, by_lot
from exercises.engine.spy_queue import SpyQueue
from exercises.engine.written import constants
from exercises.judges import Code
from pipeline_core import SENTINEL

CROWD = 20
NO_ITEM = "which is none of the items"
LOT = (
    1  # of orders of steps inside lines: of eight results that come at once each order loses one if it can be
)
LAPS = 3  # of calls in orders of lines, each with one consumer and three times with three
QUICK = 2  # items that take no time
MORE = range(CROWD + 4, 200)  # a number that stands in the answer may bound its threads
SLACK = 3  # items that may be under way beside those that are worked on: in the queue, in hand, one to spare
ORDINARY = (str, int, float, bytes, bool, type(None), type(...), type(NotImplemented), type)
HELD_UP = "in work and by its items"
SECONDS = 6  # items of a second each: the producer has put all of them while two are in work
MANY = 40  # schedules of one program: all there are for plain threads; a pool has thousands


def check(answer, bench):
    ends = []
    for items, many in ((PLAIN, 2), (STRANGE, 2), (STRANGE, 1), (PLAIN, CROWD)):
        calls, taken, worked = [], [], []
        run = bench.run(
            lambda items=items, many=many, calls=calls, taken=taken, worked=worked: answer(
                slowly(items), spy(calls, taken), noted(place_in(items), worked), many
            ),
            says={
                "error": raised,
                "deadlock": lambda run, calls=calls, taken=taken, worked=worked: (
                    mistaken(taken, worked) or left_early(calls, run) or stuck(run)
                ),
                "leak": left_behind,
            },
        )
        judge_result(bench, run, items, worked)
        past = [item for item in items if not any(carries(each, item) for each in taken)]
        bench.require(not past, NOT_THROUGH.format(past[:1]), run)
        ends += [each for each in taken if is_ordinary(each) and not any(each is item for item in items)]
    the_end_as_an_item(answer, bench, ends)
    BATTERY.only_waits(answer, bench)
    bench.schedules(
        lambda: answer([], queue.Queue(1), place_in([]), 3),
        check=lambda run: judge_result(bench, run, []),
        says={"error": raised, "deadlock": stuck, "leak": left_behind},
        max_schedules=MANY,
    )
    run = bench.run(
        lambda: answer(iter(range(SECONDS)), queue.Queue(), a_second, 2),
        says={"error": raised, "deadlock": stuck},
    )
    bench.require(run.elapsed < SECONDS, ALONE.format(SECONDS, run.elapsed), run)
    bench.require(run.elapsed >= SECONDS / 2, TOO_MANY.format(SECONDS, run.elapsed), run)
    all_at_a_time(answer, bench, CROWD + 4)
    for limit in constants(bench.watch, int):
        if limit in MORE:
            all_at_a_time(answer, bench, limit + 1)
    all_at_a_time(answer, bench, 8, switch="opcode", seed=LOT)
    never_more(answer, bench)
    the_source(answer, bench)


def the_end_as_an_item(answer, bench, ends):
    """What the answer itself puts into the queue, an item here if anybody can have it."""
    for end in {id(each): each for each in ends}.values():
        items = [end, PLAIN[0]]
        said = IS_AN_ITEM.format(end)
        run = bench.run(
            lambda items=items: answer(iter(items), queue.Queue(1), place_in(items), 2),
            says={"error": raised, "deadlock": said, "leak": said},
        )
        bench.require(sorted(run.result) == [0, 1], said, run)


def all_at_a_time(answer, bench, many, **how):
    """As many items as consumers, and none is done before all of them are in work."""
    items, worked = list(range(many)), []
    run = bench.run(
        lambda: answer(iter(items), queue.Queue(1), met(Barrier(many), noted(items.index, worked)), many),
        says={"error": raised, "deadlock": lambda run: not_enough(run, many)},
        **how,
    )
    count = len(run.result) if isinstance(run.result, list) else many
    bench.require(count >= len(worked), OVERWRITTEN.format(len(worked), count), run)
    judge_result(bench, run, items, worked)


def never_more(answer, bench):
    """How many are in work at once, in orders drawn by lot."""

    def in_work(many):
        crew = Crew()
        answer(iter(range(QUICK + 6)), queue.Queue(), crew.work, many)
        return MORE_AT_ONCE.format(crew.most, many) if crew.most > many else ""

    says = {"error": raised, "deadlock": stuck}
    one, three = (
        Call(lambda many=many: in_work(many), ASKED_FOR.format(many, "s" * (many > 1)), says)
        for many in (1, 3)
    )
    by_lot(bench, [one, three, three, three], laps=LAPS, switch="line")


class Crew:
    """A work, and how many were in it at once: a second for all but the first few, who come back for more."""

    def __init__(self):
        self.now = self.most = 0

    def work(self, item):
        self.now += 1
        self.most = max(self.most, self.now)
        time.sleep(0 if item < QUICK else 1)
        self.now -= 1
        return item


def the_source(answer, bench):
    """The next item comes once the one before has been worked on; then all are there, and work is slow."""
    for many, places in ((2, 1), (1, 4), (3, 4)):
        run = bench.run(
            lambda many=many, places=places: one_by_one(answer, many, places),
            says={"error": raised, "deadlock": waits_for_more},
        )
        judge_result(bench, run, PLAIN)
    most = []
    run = bench.run(lambda: counted(answer, most), says={"error": raised, "deadlock": stuck})
    bench.require(max(most) <= 2 + SLACK, AHEAD.format(max(most)), run)


def one_by_one(answer, many, places):
    done = Event()

    def source():
        for item in PLAIN:
            yield item
            done.wait()
            done.clear()

    def work(item):
        done.set()
        return PLAIN.index(item)

    return answer(source(), queue.Queue(places), work, many)


def counted(answer, most):
    """How many items were taken from the source and not yet worked on goes into ``most``."""
    over = []

    def source():
        for item in range(6 * SLACK):
            most.append(item + 1 - len(over))
            yield item

    def work(item):
        time.sleep(1)
        over.append(item)
        return item

    return answer(source(), queue.Queue(1), work, 2)


def met(barrier, work):
    """``work``, once as many are in it as the barrier waits for."""

    def meeting(item):
        barrier.wait()
        return work(item)

    return meeting


class Recorder(SpyQueue):
    """A queue that remembers what was taken out of it, in order; ends are no items."""

    taken = ()

    def handed_out(self, item):
        if item is not SENTINEL:
            self.taken.append(item)
        return item


def spy(calls, taken):
    found = Recorder(1)
    found.calls, found.taken = calls, taken
    return found


def place_in(items):
    """A work that tells which item it was given."""

    def work(item):
        for place, each in enumerate(items):
            if each is item:
                return place
        raise LookupError(f"work was given {item!r}, {NO_ITEM}")

    return work


def carries(thing, item, depth=3):
    """Whether what went through the queue is the item, or holds it: in a tuple, an object, a function."""
    if thing is item:
        return True
    return depth > 0 and any(carries(each, item, depth - 1) for each in gc.get_referents(thing))


def is_ordinary(thing):
    """Whether anybody can have this very thing, or an equal one."""
    return type(thing) in ORDINARY or (type(thing) is tuple and not thing)


def a_second(item):
    time.sleep(1)
    return item


def judge_result(bench, run, items, worked=()):
    """True, or the first thing that is wrong with what came back; ``worked``: what work was given."""
    got = run.result
    bench.require(isinstance(got, list), f"share_out returned {got!r}, and no list of results.", run)
    bench.all_ended(UNJOINED, run)
    count = Counter(got)
    missing = [item for place, item in enumerate(items) if not count[place]]
    bench.require(not missing or len(worked) < len(items), NOT_KEPT.format(len(items), len(missing)), run)
    for item, said in ((AGREEABLE, TAKEN_FOR_THE_END), (None, NONE_IS_DATA)):
        bench.require(not missing or missing[0] is not item, said, run)
    lost = f"{len(missing)} of {len(items)} items were lost, the first is {missing[:1]}. "
    bench.require(not missing, lost + "Who left while it was still to come, and why?", run)
    bench.require(len(got) == len(items), f"{len(items)} items went in, and {len(got)} came out.", run)
    return True


def mistaken(taken, worked):
    """Stuck because the first item that was taken and not worked on is one that looks like an end."""
    for item in taken:
        if not any(item is each for each in worked):
            return TAKEN_FOR_THE_END if item is AGREEABLE else NONE_IS_DATA if item is None else None
    return None


def left_early(calls, run):
    """Stuck because everybody who takes has left, and somebody did not wait."""
    gone = {thread.kind for thread in run.stuck} <= {"put", "join"}
    return LEFT_EARLY.format(looks(calls)[0]) if gone and looks(calls) else None


def stuck(run):
    """Who waits for ever: consumers, or the producer."""
    waiting = sum(thread.kind == "get" for thread in run.stuck)
    putting = [thread for thread in run.stuck if thread.kind == "put"]
    if any(thread.kind == "acquire" for thread in run.stuck):
        return None  # the usual sentence knows who has the lock
    if putting:
        return (
            f"stuck: {putting[0].thread} waits for room in the queue, and nobody takes. Who puts, which "
            "consumers have begun, and which have gone?"
        )
    if waiting:
        who, them = ("one consumer waits", "it") if waiting == 1 else (f"{waiting} consumers wait", "them")
        return (
            f"{who} in get for ever: nothing comes any more, and no end is left for {them}. An end is taken "
            "like any item, and whoever takes it is the only one to see it."
        )
    return None


def not_enough(run, many):
    """Some work, and wait for others that never begin."""
    working = waiting_elsewhere(run)
    return FEW.format(many, working) if working else stuck(run)


def waits_for_more(run):
    """The source waits until the item that it gave has been worked on."""
    return WANTS_MORE if waiting_elsewhere(run) else stuck(run)


def waiting_elsewhere(run):
    """How many wait in what was handed in: a source, a work."""
    return sum(thread.kind not in ("get", "put", "join", "acquire") for thread in run.stuck)


def left_behind(run):
    """Returned, and a consumer still waits."""
    return f"share_out returned and left somebody behind: {stuck(run) or 'a thread that waits for ever.'}"


def raised(run):
    """What an answer raised because of an item or an end that it mistook."""
    error = run.error
    if compared(error):
        return COMPARED
    if asked(error):
        return ASKED
    if isinstance(error, LookupError) and NO_ITEM in str(error):
        return f"{error}: something else came through the queue, and nobody asked about it."
    if isinstance(error, queue.Empty | queue.Full):
        return "a call gave up: how late an item or a place comes, nobody knows. The plain call just waits."
    return None


UNJOINED = "share_out returned while a thread of it was still running: join all of them first."
TAKEN_FOR_THE_END = (
    "an item that is equal to everything was taken for the end, and it was none. What can nothing but "
    "the end be?"
)
NONE_IS_DATA = "an item was taken for the end and lost: it was None, and None is data here."
LEFT_EARLY = (
    "consumers left while items were still to come, and the producer waits for room: {} tells about now, "
    "or gives up. Only an end says that nothing will come."
)
ALONE = (
    "right results, and {} items of a second each took {:g} s with two consumers: one of them works at a "
    "time."
)


ASKED_FOR = "asked for {} consumer{}"
MORE_AT_ONCE = "{} were in work at once: no more than {} may be, however they take turns"
TOO_MANY = (
    "right results, and {} items of a second each, in a queue without bound, took {:g} s with two consumers: "
    "more than two threads call work at the same time."
)
NOT_THROUGH = "the items did not go through the queue: {} is not in anything that was taken out of it."
IS_AN_ITEM = (
    "your answer puts {!r} into the queue as an end, and as an item it is lost: anybody can have it. What "
    "can nothing but the end be?"
)
FEW = (
    "stuck: {0} consumers are asked for and {0} items are there, each of which is in work until all of them "
    "are; {1} of them are, and nobody takes the next one."
)
OVERWRITTEN = (
    "{} items were worked on at the same time, and of their results {} came back: one consumer stored its "
    "result between what another one read and what it wrote, and that is lost. Which call stores in one step?"
)
NOT_KEPT = (
    "{} items went in, and each was worked on: {} of the results are not in the list that came back. A "
    "result may be anything, and while one consumer works on the list another may, too. Where did they go?"
)
WANTS_MORE = (
    "stuck: the source gives the next item once the one before has been worked on, and your answer waits for "
    "more of them before it lets anybody work."
)
AHEAD = (
    "right results, and {} items were taken from the source and not yet worked on, with two consumers and a "
    "queue with a single place: the full queue is to hold the producer back."
)


def tried(answer, case):
    """What is promised of any input: two consumers, a queue with a single place."""
    began = time.monotonic()
    source = iter(case.items) if case.work.hold is None else held_up(case)
    results = answer(source, case.queue(1, held=("get", "put")), case.taking(lambda _place: 1), 2)
    promised = {
        "the results, in any order,": AnyOrder(results) if isinstance(results, list) else results,
        "what work was given": case.work.given(),
    }
    if not case.searched:
        promised["the time two consumers took for items of a second each"] = time.monotonic() - began
    return promised


def held_up(case):
    """A source that is held up after the first item."""
    for place, item in enumerate(case.items):
        if place:
            case.held_up(HELD_UP)
        yield item


def late(answer, case):
    """A source that takes its time."""

    def slow():
        for item in case.items:
            case.wait(1)
            yield item
        case.wait(1)

    answer(slow(), queue.Queue(1), case.work, 2)
    return {}


def alone(answer, case):
    """More items than calls may lie inside each other."""
    return {"the results, in any order,": AnyOrder(answer(case.items, queue.Queue(), case.work, 1))}


BATTERY = Battery(
    program=tried,
    more=ODD,
    late=late,
    alone=alone,
    searched=("one", "twice"),
    held=(HELD_UP,),
    waits="two",
    says={"error": raised, "deadlock": stuck, "leak": left_behind},
)
JUDGE = Code(check, answer="share_out", battery=BATTERY)
