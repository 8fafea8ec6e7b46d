"""A stage between two queues of which everything is there at once, and whose consumer takes its time.

Inside:  ``held_up``: what the stage does meanwhile; what the tasks of 3.3 and 3.4 say of that, as claims;
         ``late_on_both_sides``: the same with a producer that takes its time, too.
Outside: what comes out of it, and in which order of steps (each exercise's ``check.py``).
"""

import time
from queue import Queue
from threading import Thread

from exercises.engine.inputs import left_in
from exercises.engine.spy_queue import SpyQueue
from pipeline_core import SENTINEL


class OneInHand(SpyQueue):
    """A source that notes whether an item was taken before the one before had gone into target."""

    def __init__(self, target):
        super().__init__()
        self.target, self.items, self.ahead = target, 0, False

    def handed_out(self, item):
        if item is not SENTINEL:
            self.ahead = self.ahead or self.items > self.target.puts
            self.items += 1
        return item


def held_up(answer, name, put, more, seen):
    """Call ``answer(source, target, more)`` in a thread of that name; what it did is noted in ``seen``."""
    target = SpyQueue(1)
    source = OneInHand(target)
    for each in put:
        source.put(each)
    source.calls.clear()
    stage = Thread(target=answer, args=(source, target, more), name=name)
    stage.start()
    came = 0
    while True:
        time.sleep(1)
        if target.get() is SENTINEL:
            break
        came += 1
    stage.join()
    calls = [*source.calls, *(call for call in target.calls if "put" in call)]
    all_of_it = came >= source.items
    all_put = target.puts > came
    ahead = source.ahead and all_of_it and all_put
    seen.update(ahead=ahead, calls=calls, left=left_in(source), all_of_it=all_of_it, all_put=all_put)


def late_on_both_sides(answer, case, name, put, more):
    """Call the answer in a thread of that name; its producer is late, and then its consumer."""
    source, target = Queue(1), Queue(1)
    stage = Thread(target=answer, args=(source, target, more), name=name)
    stage.start()
    for each in put:
        case.wait(1)
        source.put(each)
    case.wait(1)
    target.get()
    source.put(SENTINEL)
    while target.get() is not SENTINEL:
        pass
    stage.join()
    return {}


def judge_held_up(bench, run, seen):
    """One item at a time, by the methods of the queue, and no nap."""
    bench.require(not seen["ahead"], AHEAD, run)
    past = [call for call in seen["calls"] if call.startswith("_")]
    bench.require(not past, PAST.format("".join(past[:1])), run)
    bench.require(seen["all_put"] or not seen["all_of_it"], BESIDE, run)
    naps = [event for event in run.events if event.kind == "sleep" and event.thread != "MainThread"]
    bench.require(not naps, NAPS, run)


def judge_waits(bench, run, seen):
    """No wait that gives up, whatever is done then; and nothing was lost on the way."""
    bench.require(seen["all_of_it"], LOST, run)
    timed = [call for call in seen["calls"] if "timeout" in call]
    bench.require(not timed, TIMED.format("".join(timed[:1])), run)


def both_take(run, name):
    """Stuck because the stage and its consumer wait for each other: both are in a get."""
    return {thread.thread: thread.kind for thread in run.stuck} == {"MainThread": "get", name: "get"}


AHEAD = (
    "right results, and with a consumer that takes its time an item is taken while the one before is not in "
    "target yet: hand on each before you take the next."
)
LOST = (
    "with a consumer that takes its time not everything comes through. What becomes of an item without room?"
)
PAST = "right results, and it reaches for {}, past the method of the queue that wakes who waits."
BESIDE = "right results, and not each of them has come into target by a put, which waits while it is full."
NAPS = "right results, and it sleeps: get and put wait by themselves, and nothing here needs a nap."
TIMED = (
    "right results, by a {}, which gives up a wait and has to ask again, however long that is. The plain "
    "call waits until there is something to do."
)
