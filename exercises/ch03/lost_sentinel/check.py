"""3.2: what is looked at, in the order in which it is told.

Order: a late source · strange items · every order of steps for one to three consumers · time.
"""

import queue
import time
from collections import Counter

from exercises.ch03.items import (
    AGREEABLE,
    ASKED,
    COMPARED,
    PLAIN,
    STRANGE,
    asked,
    compared,
    noted,
    slowly,
)
from exercises.engine.battery import AnyOrder, Battery
from exercises.engine.spy_queue import SpyQueue
from exercises.judges import Code
from pipeline_core import SENTINEL

CROWD = 20
NO_ITEM = "which is none of the items"
MANY = 40  # schedules of one program: all there are for plain threads; a pool has thousands


def check(answer, bench):
    for items, many in ((PLAIN, 2), (STRANGE, 2), (PLAIN, CROWD)):
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
        judge_result(bench, run, items)
        bench.require("get" in "".join(calls), "the items did not go through the queue.", run)
    BATTERY.only_waits(answer, bench)
    for count, many in ((1, 1), (1, 2), (0, 3)):
        items = STRANGE[:count]
        bench.schedules(
            lambda items=items, many=many: answer(list(items), queue.Queue(1), place_in(items), many),
            check=lambda run, items=items: judge_result(bench, run, items),
            says={"error": raised, "deadlock": stuck, "leak": left_behind},
            max_schedules=MANY,
        )
    run = bench.run(
        lambda: answer(list(PLAIN), queue.Queue(1), a_second, 2), says={"error": raised, "deadlock": stuck}
    )
    bench.require(run.elapsed < len(PLAIN), ALONE.format(len(PLAIN), run.elapsed), run)


class Recorder(SpyQueue):
    """A queue that remembers what was taken out of it, in order; ends are no items."""

    taken = ()

    def _get(self):
        item = super()._get()
        if item is not SENTINEL:
            self.taken.append(item)
        return item


def spy(calls, taken):
    found = Recorder(1)
    found.calls, found.taken = calls, taken
    return found


def looks(calls):
    """The calls that ask or give up where a get would wait."""
    return [name for name in dict.fromkeys(calls) if name != "get" and not name.startswith("put")]


def place_in(items):
    """A work that tells which item it was given."""

    def work(item):
        for place, each in enumerate(items):
            if each is item:
                return place
        raise LookupError(f"work was given {item!r}, {NO_ITEM}")

    return work


def a_second(item):
    time.sleep(1)
    return item


def judge_result(bench, run, items):
    """True, or the first thing that is wrong with what came back."""
    got = run.result
    bench.require(isinstance(got, list), f"share_out returned {got!r}, and no list of results.", run)
    bench.all_ended(UNJOINED, run)
    count = Counter(got)
    missing = [item for place, item in enumerate(items) if not count[place]]
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
            f"stuck: {putting[0].thread} waits for room in the queue, and nobody is left who takes. Who "
            "puts, and who has gone?"
        )
    if waiting:
        who, them = ("one consumer waits", "it") if waiting == 1 else (f"{waiting} consumers wait", "them")
        return (
            f"{who} in get for ever: nothing comes any more, and no end is left for {them}. An end is taken "
            "like any item, and whoever takes it is the only one to see it."
        )
    return None


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


def tried(answer, case):
    """What is promised of any input: two consumers, a queue with a single place."""
    began = time.monotonic()
    results = answer(iter(case.items), queue.Queue(1), case.taking(lambda _place: 1), 2)
    promised = {
        "the results, in any order,": AnyOrder(results) if isinstance(results, list) else results,
        "what work was given": case.work.given(),
    }
    if not case.searched:
        promised["the time two consumers took for items of a second each"] = time.monotonic() - began
    return promised


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
    program=tried, late=late, alone=alone, says={"error": raised, "deadlock": stuck, "leak": left_behind}
)
JUDGE = Code(check, answer="share_out", battery=BATTERY)
