"""4.1: what is looked at, in the order in which it is told.

Order: room at once · stopped before the call · another error than Full · who waits for ever · how the waiting
was done · room that comes late · more errors · two calls · every order of the item's way and the stop.
"""

import queue
import time
from math import ceil
from threading import Event, Thread, Timer

from exercises.engine.battery import Battery
from exercises.engine.inputs import INPUTS, left_in
from exercises.engine.spy_queue import SpyQueue
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from pipeline_core import SENTINEL, PipelineStopped

TORN = "the connection is gone"
MOST = 2_600  # calls in one run; the longest wait needs half of that
SHORT = 0.005  # seconds between two tries: who tries as often keeps a core busy
SLACK = 1e-5  # of a second, for sums of floats
LONG = 100  # waits
DEFAULT = 0.1  # the timeout, where none is given


WAITS = (  # when the stop comes, and the timeout; just after a look, or after very many
    *((0.25, 0.1), (1.63, 0.1), (3.02, 0.1), (0.25, None), (0.00125, 0.0005), (0.001, 1.0), (2500, 1000.0)),
    (1200.5, 1.0),
)


class SilentError(Exception):
    """An error without a text."""

    def __init__(self, _text):
        super().__init__()


class DiskFullError(Exception):
    """An error that is called full, and says nothing of room in a queue."""


OTHERS = (
    *(ValueError, TypeError, RuntimeError, LookupError, TimeoutError, InterruptedError, BlockingIOError),
    *(queue.Empty, SilentError, DiskFullError, PipelineStopped, KeyboardInterrupt, SystemExit, GeneratorExit),
)


class Watched(SpyQueue):
    """Ends a loop that goes on for ever; notes each look at it, and how often somebody waited in put."""

    first = None  # when it was called first
    stop = None  # the event that calls it off
    timeout = DEFAULT  # which the answer was given
    waits = 0
    longest = 0.0  # of these waits, in seconds
    called_off = False  # whether the stop has been set, which is looked at by the answer alone
    stopped = False  # whether a wait began then

    def put(self, item, block=True, timeout=None):
        self.again()
        if block and timeout:
            self.waits += 1
            self.longest = max(self.longest, timeout)
            self.stopped = self.stopped or self.called_off
        super().put(item, block, timeout)

    def full(self):
        self.again()
        return super().full()

    def qsize(self):
        self.again()
        return super().qsize()

    def again(self):
        """One call more; after too many it says why there is no end: it only asks, or does not leave."""
        now = time.monotonic()
        self.first = now if self.first is None else self.first
        if len(self.calls) <= MOST:
            return
        took = now - self.first
        if took < MOST * SHORT:
            raise Refusal(POLLS)
        after = f"after {took:g} s and {len(self.calls)} calls of the queue it has not come to an end"
        if "row" in left_in(self):
            raise Refusal(f"{after}, and the item is in it. What ends your loop?")
        if self.stop is not None and self.stop.is_set():
            raise Refusal(f"{after}, and stop has been set. Where does your loop look at it, and how often?")
        if self.stop is not None:  # there is no room, and it is right that it goes on
            told = f"it called the queue {len(self.calls)} times in {took:g} s with timeout={self.timeout:g}"
            raise Refusal(f"{told}. {OFTEN}")
        raise Refusal(f"{after}. What ends your loop?")


class Torn(Watched):
    """A queue whose first put with room raises what has nothing to do with it; the next one would work.

    ``stops``: an event that somebody sets while this put is on its way.
    """

    def __init__(self, maxsize, error, stops=None):
        super().__init__(maxsize)
        self.error, self.torn, self.stops = error, True, stops

    def _put(self, item):
        if self.torn:
            self.torn = False
            if self.stops is not None:
                self.stops.set()
            raise self.error
        super()._put(item)


def check(answer, bench):
    for item in ("row", None, ["a", "b"]):
        with_room(answer, bench, item)
    already_stopped(answer, bench, places=1)
    already_stopped(answer, bench, places=0)
    other_errors(answer, bench, (OSError,))
    for stop_at, timeout in WAITS:
        stopped_while_full(answer, bench, stop_at, timeout)
    for item in (SENTINEL, None):
        stopped_while_full(answer, bench, 0.25, 0.1, item)
    for room_at, timeout, item in ((0.05, 0.1, "row"), (0.35, 0.1, None), (0.5, 2.0, [])):
        room_comes(answer, bench, room_at, timeout, item)
    other_errors(answer, bench, OTHERS)
    other_errors(answer, bench, (OSError, *OTHERS), stopped=True)
    other_errors(answer, bench, (OSError, *OTHERS), later=True)
    stopped_as_it_goes_in(answer, bench)
    apart(answer, bench)
    apart(answer, bench, one_stop=True)
    one_queue(answer, bench)
    for program, most in ((nobody_takes, 8), (somebody_takes, 24)):
        bench.schedules(
            lambda program=program: program(answer),
            check=lambda run: told_the_truth(bench, run),
            says={"deadlock": DEAF, "endless": POLLS},
            max_schedules=most,  # the third tells already whose answer is not of what it did
        )


def with_room(answer, bench, item):
    spy = Watched(1)
    run = bench.run(lambda: answer(spy, item, Event()), says={"endless": GOES_ON, "error": escaped})
    inside = left_in(spy)
    bench.require(
        inside != [item, item], "the item is in the queue twice: one of your ways goes on after it."
    )
    bench.require(inside == [item], f"there was room, and the queue holds {inside!r} instead of {[item]!r}.")
    bench.require(
        run.result is True, f"the item is in the queue, and the answer was {run.result!r} instead of True."
    )
    past = [call for call in spy.calls if call.startswith("_")]
    bench.require(not past, PAST.format("".join(past[:1])))


def already_stopped(answer, bench, places):
    spy, again, stop = Watched(places), Watched(places), Event()

    def program():
        stop.set()
        said, is_set = answer(spy, "row", stop), stop.is_set()
        stop.clear()
        return said, is_set, answer(again, "row", stop)

    run = bench.run(program, says={"endless": GOES_ON, "error": escaped}, fault="stopped before the call")
    late = "stop was already set when it was called, and it put the item all the same: which comes first?"
    bench.require(not left_in(spy), late, run)
    said, is_set, later = run.result
    told = f"stop was already set when it was called, and the answer was {said!r} instead of False."
    bench.require(said is False, told, run)
    bench.require(is_set, CLEARS, run)
    bench.require(later is True and left_in(again) == ["row"], KEEPS_IT.format(later), run)


def other_errors(answer, bench, kinds, *, stopped=False, later=False):
    """Errors that have nothing to do with room.

    ``stopped``: somebody sets stop while put is on its way; ``later``: there was no room before.
    """
    shelves = {}
    meanwhile = ", and stop was set meanwhile" if stopped else " in a later try" * later

    def program():
        return {kind: torn(answer, kind, shelves, stopped, later) for kind in kinds}

    run = bench.run(program, says={"endless": GOES_ON, "error": escaped}, fault="put raises another error")
    for kind, (came, is_set) in run.result.items():
        hidden = (
            f"put raised {kind.__name__}({TORN!r}){meanwhile}, and the answer was {came!r}: the caller never "
            "hears of it. Only one exception says that there was no room; any other has to reach the caller."
        )
        if isinstance(came, BaseException):
            hidden = (
                f"put raised {kind.__name__}({TORN!r}){meanwhile}, and what reached the caller is another "
                f"object, {came!r}: the error itself has to reach the caller."
            )
        past_it = f"the answer was {came!r}, and put was never called: what goes past it is seen by nobody."
        shelf = shelves[kind]
        bench.require(came is shelf.error or not shelf.torn, past_it, run)
        bench.require(came is shelf.error, hidden, run)
        bench.require(stopped or not is_set, SETS, run)


def torn(answer, kind, shelves, stopped, later):
    """What comes of a put that raises such an error, and whether stop is set then."""
    stop = Event()
    shelf = shelves[kind] = Torn(1, kind(TORN), stop if stopped else None)
    if later:
        shelf.queue.append("in the way")
        Timer(1.5 * DEFAULT, shelf.get).start()
    try:
        return answer(shelf, "row", stop), stop.is_set()
    except kind as error:
        return error, stop.is_set()


def stopped_while_full(answer, bench, stop_at, timeout, item="row"):
    spy = filled()
    stop = spy.stop = Event()
    spy.timeout = timeout or DEFAULT

    def program():
        def later():
            time.sleep(stop_at)
            stop.set()
            spy.called_off = True

        helper, start = Thread(target=later, name="stopper"), time.monotonic()
        helper.start()
        said = answer(spy, item, stop, **({} if timeout is None else {"timeout": timeout}))
        took = time.monotonic() - start
        helper.join()
        return said, took

    which = "" if item == "row" else f"with {'SENTINEL' if item is SENTINEL else item} to put: "
    says = {"deadlock": f"{which}{DEAF}", "endless": POLLS, "error": escaped}
    run = bench.run(program, says=says, fault="stopped while it waits")
    said, took = run.result
    given, timeout = "" if timeout is None else f" with timeout={timeout:g}", spy.timeout
    bench.require(said is not True, f"{which}the queue was full to the end, and the answer was True.", run)
    gave_up = (
        f"{which}it gave up after {took:.2f} s, and nobody had stopped it: the stop came at {stop_at:g} s. "
        "A queue that is still full is no reason to give up."
    )
    bench.require(took > stop_at - SLACK, gave_up, run)
    bench.require(said is False, f"it was stopped, and the answer was {said!r} instead of False.", run)
    bench.require(stop.is_set(), CLEARS, run)
    waits = ceil((stop_at - SLACK) / timeout)
    longest = f"it waited in put for {spy.longest:g} s{given or NOT_GIVEN}: {TOO_LONG}"
    bench.require(spy.longest < timeout + SLACK, longest, run)
    late = f"the stop came at {stop_at:g} s, and{given or NOT_GIVEN} it gave up at {took:g} s: "
    late += STOPPED if spy.stopped else TOO_LATE
    drift = timeout if waits > LONG else 0  # who reads the clock a thousand times sees it move by that
    bench.require(took < stop_at + timeout + drift + SLACK, late, run)
    often = POLLS if timeout > SHORT and took < len(spy.calls) * SHORT else OFTEN
    tried = f"in {stop_at:g} s{given} it tried {len(spy.calls)} times"
    bench.require(len(spy.calls) <= 2 * (waits + 1), f"{tried}. {often}", run)
    waited = f"in {stop_at:g} s{given or NOT_GIVEN} it waited {spy.waits} times instead of {waits}"
    bench.require(spy.waits <= waits, f"{waited}. {OFTEN}", run)


class Stopping(Watched):
    """A queue of which the stop is set as the item goes in."""

    def _put(self, item):
        super()._put(item)
        self.stop.set()


def stopped_as_it_goes_in(answer, bench):
    """What is in the queue stays there, with another one in front of it."""
    spy = Stopping(2)
    spy.stop = Event()

    def program():
        spy.put("in front")
        spy.stop.clear()
        return answer(spy, "row", spy.stop)

    run = bench.run(program, says={"endless": GOES_ON, "error": escaped}, fault="stopped as it goes in")
    inside = left_in(spy)
    bench.require(inside == ["in front", "row"] and not spy.gets, TAKEN_OUT.format(inside), run)
    told = f"the item went in, stop was set as it did, and the answer was {run.result!r} instead of True."
    bench.require(run.result is True, told, run)


def one_queue(answer, bench):
    """Two calls that wait for room in one queue, with a stop each; it is the second that is stopped."""

    def program():
        spy, stops, said = filled(), [Event(), Event()], {}
        calls = [
            Thread(target=lambda stop=stop: said.update({stop: answer(spy, "row", stop)}), name=name)
            for stop, name in zip(stops, ("waits on", "is stopped"), strict=True)
        ]
        for call in calls:
            call.start()
            time.sleep(1)
        stops[1].set()
        at = time.monotonic()
        calls[1].join(timeout=10)
        took = time.monotonic() - at
        stops[0].set()
        for call in calls:
            call.join()
        return took, [said[stop] for stop in stops]

    run = bench.run(program)
    took, said = run.result
    bench.require(took < DEFAULT + SLACK, ONE_QUEUE, run)
    bench.require(said == [False, False], f"two calls were stopped without room, and answered {said!r}.", run)


def apart(answer, bench, *, one_stop=False):
    """A call that waits for room in one queue, and one in which there is room; perhaps with the same stop."""

    def program():
        stop, took, said = Event(), [], {}

        def has_room():
            start = time.monotonic()
            said["room"] = answer(Watched(1), "row", stop if one_stop else Event())
            took.append(time.monotonic() - start)

        def waits():
            said["none"] = answer(filled(), "row", stop)

        calls = [Thread(target=waits, name="waits for room"), Thread(target=has_room, name="has room")]
        for call in calls:
            call.start()
            time.sleep(10)
        stop.set()
        for call in calls:
            call.join()
        return took[0], said["room"], said["none"]

    run = bench.run(program)
    took, room, none = run.result
    bench.require(took < SLACK, SHARED, run)
    bench.require((room, none) == (True, False), MIXED.format(none, room), run)


def room_comes(answer, bench, room_at, timeout, item):
    spy, at = filled(), []

    def program():
        def later():
            time.sleep(room_at)
            spy.get()

        helper, start = Thread(target=later, name="consumer"), time.monotonic()
        helper.start()
        said = answer(spy, item, Event(), timeout=timeout)
        at.append(time.monotonic() - start)
        helper.join()
        return said

    run = bench.run(program, says={"endless": POLLS, "error": escaped}, fault="room comes late")
    gave_up = (
        f"room came after {room_at:g} s for {item!r}, nobody had stopped it, and it had given up before."
    )
    bench.require(left_in(spy) == [item], gave_up, run)
    bench.require(run.result is True, f"the item is in the queue, and the answer was {run.result!r}.", run)
    slept = (
        f"room came after {room_at:g} s, and the item was put after {at[-1]:.2f} s: it slept while there was "
        "room. Who waits inside the queue is woken at once."
    )
    bench.require(at[-1] < room_at + SLACK, slept, run)
    naps = [event for event in run.events if event.kind == "sleep" and event.thread == "MainThread"]
    bench.require(not naps, NAPS, run)
    bench.require(not set(spy.looks) & {"full", "qsize", "empty"}, LOOKED, run)


def filled():
    """A full queue of one place that has noted nothing yet."""
    spy = Watched(1)
    spy.put("in the way")
    spy.calls.clear()
    spy.first = None
    return spy


def nobody_takes(answer):
    """The answer, and what is in the queue then, which was full and is stopped."""
    return beside(answer, takes=False)


def somebody_takes(answer):
    """The same with somebody who takes the first item before that."""
    return beside(answer, takes=True)


class Row:
    """An item that is equal to all of its kind: one of them is not another."""

    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Row)

    __hash__ = object.__hash__

    def __repr__(self):
        return f"<{self.name}>"


def beside(answer, takes):
    shelf, stop, said = queue.Queue(2), Event(), []
    shelf.put(Row("first"))
    shelf.put(Row("second"))
    producer = Thread(target=lambda: said.append(answer(shelf, Row("row"), stop)), name="producer")
    producer.start()
    if takes:
        shelf.get()
    stop.set()
    producer.join()
    return said[0], [item.name for item in left_in(shelf)]


def told_the_truth(bench, run):
    said, inside = run.result
    told = f"the answer was {said!r}, and the item is {'' if 'row' in inside else 'not '}in the queue."
    left = ", ".join(inside) or "nothing"
    others = f"two items were in the queue, and one of them was taken out by your answer: {left} is left."
    bench.require("second" in inside, others, run)
    bench.require(said is ("row" in inside), f"{MEANWHILE}{told}", run)
    return True


def escaped(run):
    """Full left the answer; or the other error a thread that the answer has started."""
    if isinstance(run.error, OSError) and str(run.error) == TORN:
        return (
            f"put raised OSError({TORN!r}) in a thread of its own, where the caller never hears of it: an "
            "error that has nothing to do with room has to reach the caller."
        )
    if isinstance(run.error, queue.Full):
        return (
            "Full left robust_put: it says that there was no room in time. Nobody has stopped it yet, so "
            "what follows?"
        )
    return None


TOO_LONG = "no wait may be longer than timeout, however many came before it."
STOPPED = "a wait in put began when stop had been set already. Look at it in front of each wait."
TOO_LATE = "from one look at stop to the next it may take timeout at most."
NOT_GIVEN = " without a timeout given"
SETS = "put raised, and your answer has set stop: it is the caller's, and your answer only looks at it."
CLEARS = (
    "stop was set, and is not set any more: others look at it as well, and may not have heard of it yet. "
    "Your answer only looks at it."
)
SHARED = (
    "two calls at the same time, with a queue each: one waits for room, and the other, which has room, waits "
    "for the first. What do they share?"
)
MIXED = (
    "two calls at the same time, with a queue each: one was stopped without room, and its answer was {!r}; "
    "the other had room, and its answer was {!r}. What do they share?"
)
ONE_QUEUE = (
    "two calls wait for room in one queue, with a stop each: the second was stopped, and did not give up "
    "while the first went on waiting. What does it wait for?"
)
TAKEN_OUT = (
    "the item went in behind another one, and stop was set as it did: then the queue holds {!r}. What is in "
    "the queue is no longer yours: nothing is taken out again."
)
KEEPS_IT = (
    "a call with that stop came back; then whoever had set it cleared it, and called again, with room: the "
    "answer was {!r}. Who says whether it is set now?"
)
PAST = "the item got into the queue by {}, past the method of the queue that wakes who waits."
DEAF = (
    "stuck: it waits for room that nobody makes, and stop is set. A thread inside a put without an end can't "
    "look at stop, however carefully it looked before."
)
OFTEN = "Each try is to wait in put, and for timeout seconds: no more often, and no longer."
POLLS = (
    "It asks again and again instead of waiting, and keeps a core busy: let put itself wait, for timeout "
    "seconds."
)
NAPS = (
    "right results, but it naps between two tries: room that comes during a nap is not seen. The wait is in "
    "put itself, and needs no other."
)
LOOKED = (
    "right results, but it asks the queue how full it is: what it says may be over before put is called. put "
    "with a timeout finds out by itself."
)
MEANWHILE = "somebody sets stop while your answer is at work: "
GOES_ON = "there was room and nobody was in the way, and it did not come to an end: what ends your loop?"


def tried(answer, case):
    """What is promised of any item, where there is room and nobody stops."""
    queues = [case.queue(1) for _ in case.items]
    answers = [answer(each, item, Event()) for each, item in zip(queues, case.items, strict=True)]
    inside = [item for each in queues for item in left_in(each)]
    return {"the answers": answers, "what is in the queues": inside}


ANY_ITEM = tuple(name for name in INPUTS if not name.endswith(" results"))
JUDGE = Code(check, answer="robust_put", battery=Battery(program=tried, inputs=ANY_ITEM, searched=("one",)))
