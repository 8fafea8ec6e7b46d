"""3.1: lines to put in order, and what the worker that they make has to do.

Order: what came out of the worker for a producer that is late · every order of steps with full queues.
"""

import queue
import re
from threading import Thread

from exercises.ch03.items import END, named
from exercises.engine.inputs import left_in
from exercises.engine.spy_queue import SpyQueue
from exercises.judges import Order
from pipeline_core import SENTINEL

HEAD = '''\
from pipeline_core import SENTINEL


def worker(source, target, work):
    """The loop of every worker."""
'''
# Three lines are there for what somebody believes: B, an empty queue means finished; E, the end is handed on
# like an item, in every round; H, None is a fine end marker. J is none: there the end may be passed on too.
LINES = {
    "A": "            break",
    "B": "        if source.empty():",
    "C": "        item = source.get()",
    "D": "    target.put(SENTINEL)",
    "E": "        target.put(SENTINEL)",
    "F": "        result = work(item)",
    "G": "    while True:",
    "H": "        if item == None:",
    "I": "        target.put(result)",
    "J": "            target.put(SENTINEL)",
    "K": "        if item is SENTINEL:",
}
ITEMS = ["ash", None, "oak"]


def work(item):
    if item is SENTINEL:
        raise ValueError("work was given the end, which is no item")
    return f"<{item}>"


def check(answer, bench):
    calls = []
    run = bench.run(
        lambda: handed_on(answer, calls),
        says={"error": raised, "deadlock": stuck, "endless": NEVER_OVER},
        switch="line",
    )
    judge_what_came(bench, run, looked="empty" in calls)
    for items in (ITEMS[:2], []):
        bench.schedules(
            lambda items=items: in_a_row(answer, items),
            check=lambda run, items=items: run.result == [f"<{item}>" for item in items],
            says={"deadlock": stuck, "leak": stuck, "endless": NEVER_OVER, "check": STOPPED_EARLY},
        )


def handed_on(answer, calls):
    """In words, all that a worker handed on whose producer came later than itself."""
    source, target = SpyQueue(), queue.Queue()
    source.calls = calls
    worker = Thread(target=answer, args=(source, target, work), name="worker")
    producer = Thread(target=produce, args=(source, ITEMS), name="producer")
    worker.start()
    producer.start()
    worker.join()
    producer.join()
    return named(left_in(target))


def in_a_row(answer, items):
    """What a consumer gets until the end, with one place in each queue."""
    source, target = queue.Queue(1), queue.Queue(1)
    producer = Thread(target=produce, args=(source, items), name="producer")
    worker = Thread(target=answer, args=(source, target, work), name="worker")
    producer.start()
    worker.start()
    results = []
    while (result := target.get()) is not SENTINEL:
        results.append(result)
    producer.join()
    worker.join()
    return results


def produce(source, items):
    for item in items:
        source.put(item)
    source.put(SENTINEL)


def stuck(run):
    """Who waits for ever: the worker, the producer that it has left alone, or the consumer behind it."""
    over = {thread.thread for thread in run.statuses if thread.done}
    if "worker" not in over:
        return NEVER_OVER
    return NO_END if "producer" in over else STOPPED_EARLY


NO_END = (
    "all results are right, and the consumer behind waits for ever: nobody told it that it is over. What "
    "told the worker?"
)
NEVER_OVER = (
    "the worker never comes to an end: the end has come through the queue, and nothing in the loop asked for "
    "it and left."
)


def raised(run):
    """An order in which a line came too early."""
    if isinstance(run.error, UnboundLocalError):
        name = re.search(r"'(\w+)'", str(run.error))[1]  # Python's text: this error has no ``name``
        return f"a line needs {name!r} in the first round, before any line has set it. Which line sets it?"
    if isinstance(run.error, ValueError):
        return (
            "work was given the end as if it were an item. The end comes through the queue like an item, so "
            "something must be asked between taking and working."
        )
    return None


def judge_what_came(bench, run, looked):
    """The first thing that is wrong with what the worker handed on."""
    expected = [work(item) for item in ITEMS]
    came = run.result
    results = [each for each in came if each != END]
    ends = [place for place, each in enumerate(came) if each == END]
    told = f" Handed on: {', '.join(came) or 'nothing'}."
    if results != expected:
        bench.require(not looked, STOPPED_EARLY + told, run)
        bench.require(results != expected[: ITEMS.index(None)], NONE_IS_DATA + told, run)
        lost = f"{len(ITEMS)} items came in, and not one result of each was handed on, in their order."
        bench.require(False, lost + told, run)
    bench.require(not ends or ends[0] >= len(results), TOO_EARLY + told, run)
    bench.require(len(ends) < 2, TWICE + told, run)


STOPPED_EARLY = (
    "the worker stopped while the producer was still at work: the queue was empty at that moment. Empty is "
    "about now; what says that nothing will ever come?"
)
NONE_IS_DATA = "the worker took an item for the end and stopped: the item was None, and None is data here."
TOO_EARLY = (
    "an end was passed on in front of a result: whoever comes behind stops there and never sees the rest."
)
TWICE = (
    "the end is passed on twice. One consumer comes behind: it leaves at the first, and the second lies in "
    "the queue for whoever uses it next."
)


JUDGE = Order(HEAD, LINES, check)
