"""8.2: what is looked at, in the order in which it is told.

Order: a run in which all goes well, and how long it takes · odd items · what is pulled while a stage is
held up · a failure in each stage and in the source, errors of all kinds · a stop, full queues or not ·
who asks how often · orders of steps around a failure, and a stop · items, results and errors of all kinds.
"""

import itertools
import time
from operator import is_
from queue import Empty, Full
from threading import Thread

from exercises.ch04.errors import of_many_kinds
from exercises.engine.battery import Battery
from exercises.engine.endings import crash, unwritten
from exercises.engine.inputs import FAILING, Agreeable, Incomparable, in_passing
from exercises.judges import Code
from pipeline_core import SENTINEL, PipelineStopped
from pipeline_core.lab.text import brief

OFTEN = 20  # looks a second
SOON = 0.2 + 0.001  # seconds, and a little for sums of floats
END = 1e-6  # seconds; sums of floats
AFTER = 0.7  # seconds that work takes in the stages behind one that fails: longer than it may begin another
STOP = 2.45  # seconds, after which it is stopped: no result is new then, where they come at each second
SPARE = 0.2  # seconds of a run that may be lost by looking up
LONG = 130  # seconds; who looks up now and then takes many steps meanwhile
FEW = 8_000  # steps; a right answer takes some hundred, and two thousand where it waits for ten seconds
FIVE, FIVE_AND_SIX = [5], [5, 6]
MORE = 20  # items; nine threads and the queues between them hold fewer
MANY = 50  # items, after a stop
LOOKS = 12_000  # steps of a run that waits for ten seconds; with 20 looks a second some 4,000
STRANGE = [0, None, "", Agreeable(), Incomparable(), ValueError("an item"), False]
PLACES = ("first", "middle", "last")


def check(answer, bench):
    all_goes_well(answer, bench)
    side_by_side(answer, bench)
    strange_items(answer, bench)
    for place in (0, 2):
        held_up(answer, bench, place)
    for place, at in ((1, 3), (0, 1), (2, 6)):
        one_fails(answer, bench, place, at)
    source_fails(answer, bench)
    # not PipelineStopped, which chapters 04 and 08 let a stage end by: no work has reason to raise it
    others = [error for error in of_many_kinds() if not isinstance(error, PipelineStopped)]
    for error in (Empty("no price yet"), Full("no shelf left"), *others):
        fails_in_this_way(answer, bench, error)
    stopped(answer, bench, "every queue is full", works=(0, 0, LONG), pause=0)
    stopped(answer, bench, "every queue is empty", works=(0, 0, 0), pause=1)
    stopped(answer, bench, "all is on its way", works=(0.3, 0.2, 0.3), pause=0)
    stopped_by_work(answer, bench)
    stopped_after_a_failure(answer, bench)
    rests(answer, bench)
    one_at_a_time(answer, bench)
    bench.schedules(
        lambda: early_failure(answer),
        check=lambda run: failed_alike(bench, run),
        says={"deadlock": FAILED_AND_STUCK, "leak": FAILED_AND_LEFT, "error": raised},
        fault="the only stage fails",
        max_schedules=24,
    )
    for items, few in ((FIVE, {}), (FIVE_AND_SIX, {"max_preemptions": 2})):
        bench.schedules(
            lambda items=items: stopped_at_the_end(answer, items),
            check=lambda run, items=items: came_out(bench, run, items),
            says={"deadlock": STOPPED_AND_STUCK.format(STOPPED_EARLY), "leak": LEFT, "error": raised},
            switch="sync",
            max_schedules=16,
            **few,
        )


def tried_once(bench, program, steps=FEW, **how):
    """A run of some hundred steps; a loop that goes on for ever is cut soon."""
    run = bench.run(program, steps=steps, **how)
    run.shows_result = False
    return run


def made(answer, works, maxsize=1):
    manager = answer(maxsize)
    for work in works:
        manager.add_worker(work)
    return manager


def taking(seconds, make=lambda item: item):
    """A function of one item that takes so long."""

    def work(item):
        if item is SENTINEL:
            raise AssertionError("work was given SENTINEL")
        time.sleep(seconds)
        return make(item)

    return work


# -- all goes well ---------------------------------------------------------------------------


def all_goes_well(answer, bench):
    """Nine stages that take no time, and more items than their queues and threads have room for."""

    def program():
        manager = made(answer, [lambda item: item + 1, *[lambda item: item * 2] * 7, str])
        return manager.run(range(MORE))

    right = [str((number + 1) * 128) for number in range(MORE)]
    run = tried_once(
        bench,
        program,
        says={
            "deadlock": NINE_STUCK,
            "leak": LEFT,
            "endless": lambda run: goes_on(run, NINE_STUCK),
            "error": raised,
        },
    )
    came = f"{MORE} items went in, and out came {brief(run.result, 120)} instead of {brief(right, 120)}."
    bench.require(run.result == right, came, run)
    slow = (
        f"{MORE} items that take no time took {run.elapsed:g} s: something waits for a while, and not for an "
        "item."
    )
    bench.require(run.elapsed <= SPARE, slow, run)
    bench.all_ended("run returned, and a thread that it started was still alive. Who waits for its end?", run)


def side_by_side(answer, bench):
    """A second for an item in each of three stages: ten items take twelve seconds."""
    run = tried_once(
        bench,
        lambda: made(answer, [taking(1)] * 3, 2).run(range(10)),
        says={"deadlock": STUCK, "leak": LEFT, "endless": goes_on, "error": raised},
    )
    bench.require(
        run.result == [*range(10)], f"out came {brief(run.result)} instead of 0 to 9, in order.", run
    )
    slow = (
        f"three stages take 1 s for an item, and ten items took {run.elapsed:g} s: with the stages side by "
        "side "
        "it is 12."
    )
    bench.require(run.elapsed <= 12 + SPARE, slow, run)


def one_at_a_time(answer, bench):
    """A second for each next() and in the only stage."""

    def source():
        for item in range(10):
            time.sleep(1)
            yield item

    run = tried_once(
        bench,
        lambda: made(answer, [taking(1)]).run(source()),
        says={"deadlock": STUCK, "leak": LEFT, "endless": goes_on, "error": raised},
    )
    slow = (
        f"the source takes 1 s for an item, the only stage as well, and ten items took {run.elapsed:g} s: "
        "with the source and the stage side by side it is 11."
    )
    bench.require(run.elapsed <= 11 + SPARE, slow, run)


def strange_items(answer, bench):
    """Items that are false, equal to everything, or exceptions: one object is the end, and raising fails."""
    run = tried_once(
        bench,
        lambda: made(answer, [lambda item: item] * 2, 2).run(STRANGE),
        says={
            "error": raised,
            "deadlock": ODD_STUCK,
            "leak": LEFT,
            "endless": lambda run: goes_on(run, ODD_STUCK),
        },
    )
    right = len(run.result) == len(STRANGE) and all(map(is_, run.result, STRANGE))
    bench.require(
        right, f"the items {brief(STRANGE, 160)} went in, and out came {brief(run.result, 120)}.", run
    )


def held_up(answer, bench, place):
    """One stage takes 3 s for its first item: how many have been pulled by then?"""
    pulled, seen, maxsize = [], [], 2

    def source():
        for item in range(40):
            pulled.append(item)
            yield item

    def slow(item):
        if item == 0:
            time.sleep(3)
            seen.append(len(pulled))
        return item

    def program():
        del pulled[:], seen[:]
        works = [lambda item: item] * 3
        works[place] = slow
        return made(answer, works, maxsize).run(source())

    run = tried_once(
        bench, program, says={"deadlock": STUCK, "leak": LEFT, "endless": goes_on, "error": raised}
    )
    most = (place + 1) * (maxsize + 1) + 1
    many = (
        f"maxsize is {maxsize}, and the {PLACES[place]} of three stages is held up by its first item: "
        f"{seen[0]} "
        f"items were pulled meanwhile. Queues in front of it: {place + 1}, of {maxsize} each; stages up to "
        "it: "
        f"{place + 1}, and the feeder, with an item in hand each. That makes {most}."
    )
    bench.require(seen[0] <= most, many, run)
    looks_up_seldom(bench, run, 3, f"the {PLACES[place]} of three stages is at its first item for 3 s")
    bench.require(
        run.result == [*range(40)], f"out came {brief(run.result)} instead of 0 to 39, in order.", run
    )


# -- failures --------------------------------------------------------------------------------


def outcome(manager, source):
    """What run returned, and what it raised: the single exceptions."""
    try:
        return manager.run(source), []
    except Exception as error:
        return None, singles(error)


def singles(error):
    """The exception, and those in it if it is a group."""
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return [error, *(each for one in inner for each in singles(one))]


def one_fails(answer, bench, place, at):
    """One stage fails; the queues are full, or will be."""
    error = ValueError("no idea")
    begun, others = [], []

    def fails(item):
        begun.append((time.monotonic(), item))
        if item == at:
            raise error
        return item

    def program():
        del begun[:], others[:]
        works = [noted(0.01 if before < place else AFTER, others) for before in range(3)]
        works[place] = fails
        found = outcome(made(answer, works), range(1, 30))
        return *found, time.monotonic()

    where = f"the {PLACES[place]} of three stages raised {error!r} for item {at}"
    run = tried_once(bench, program, says=failed(where, error), fault=f"the {PLACES[place]} stage fails")
    _, errors, over = run.result
    bench.require(errors, f"{where}, and run returned as if all were well.", run)
    told = f"{where}, and run raised {brief(errors)}: the exception itself has its traceback and its kind."
    if repr(error) in map(repr, errors):
        told = (
            f"{where}, and run raised an exception that looks the same and is another: a copy, or another "
            "run's."
        )
    bench.require(any(each is error for each in errors), told, run)
    after = [item for _, item in begun if item > at]
    bench.require(not after, f"{where}, and that stage began item {(after or [0])[0]} as well.", run)
    failed_at = begun[-1][0]
    begun_late(bench, run, where, others, failed_at)
    late = (
        f"{where}, and run came back {over - failed_at:.2f} s later; who was at work then took at most "
        f"{AFTER:g} s, and nobody begins anything after 0.2 s."
    )
    bench.require(over - failed_at <= SOON + AFTER, late, run)
    bench.all_ended(f"{where}; run came back, and a thread was still alive.", run)


def noted(seconds, begun):
    """A function of one item that takes so long, and notes when it is begun."""

    def work(item):
        begun.append(time.monotonic())
        time.sleep(seconds)
        return item

    return work


def begun_late(bench, run, where, begun, failed_at):
    """What other stages began after a failure: what they take within 0.2 s and no more."""
    last = max(begun, default=failed_at)
    told = (
        f"{where}, and {last - failed_at:.2f} s after that another stage began an item. A failure stops the "
        "others as well, whatever waits in front of them."
    )
    bench.require(last <= failed_at + SOON, told, run)


class NoIterator:
    """A source that can't even be begun."""

    def __init__(self, error):
        self.error = error

    def __iter__(self):
        raise self.error


def source_fails(answer, bench):
    """After three items, while the stages have enough to do; and before the first."""
    error, other = OSError("the cable is out"), OSError("no cable")  # each has a traceback of its own
    begun, moments = [], []

    def source():
        yield from range(3)
        moments.append(time.monotonic())
        raise error

    for where, broken, right in (
        (f"the source raised {error!r} after three items", source, error),
        (f"the source raised {other!r} when asked for its iterator", lambda: NoIterator(other), other),
    ):

        def program(broken=broken):
            del begun[:], moments[:]
            return outcome(made(answer, [noted(AFTER, begun) for _ in range(2)], 3), broken())

        run = tried_once(bench, program, says=failed(where, right), fault="the source fails")
        _, errors = run.result
        bench.require(any(each is right for each in errors), f"{where}, and run {_came(*run.result)}.", run)
        for failed_at in moments:
            begun_late(bench, run, where, begun, failed_at)
        bench.all_ended(f"{where}; run came back, and a thread was still alive.", run)


def fails_in_this_way(answer, bench, error):
    """An error that a queue or an iterator knows, one that is false, one that is equal to all others."""

    def fails(item):
        if item == 2:
            raise error
        return item

    run = tried_once(
        bench,
        lambda: outcome(made(answer, [fails, in_passing]), range(5)),
        says=failed(f"work raised {error!r}", error),
        fault="errors of many kinds",
    )
    told = f"work raised {error!r} for the third of five items, and run {_came(*run.result)}."
    bench.require(any(each is error for each in run.result[1]), told, run)


def _came(results, errors):
    return f"raised {brief(errors)} instead" if errors else f"returned {brief(results)}, as if all were well"


def early_failure(answer):
    """The only stage fails at its only item."""

    def fails(_item):
        raise ValueError("no idea")

    _, errors = outcome(made(answer, [fails]), [1])
    return [str(error) for error in errors if not isinstance(error, BaseExceptionGroup)]


TOO_EARLY = "who looks for the failure before everybody has left may come too early."
CHANGED_ERROR = "it raises that error, as it was raised."


def failed_alike(bench, run):
    lost = (
        f"the only stage raised ValueError('no idea'), and in this order of steps run raised {run.result}: "
    )
    why = CHANGED_ERROR if run.result else TOO_EARLY
    bench.require(run.result == ["no idea"], lost + why, run)
    return True


# -- stop ------------------------------------------------------------------------------------


def stopped(answer, bench, state, works, pause):
    """Somebody stops it after 2.45 s; the source never ends by itself."""
    begun, came = [], []
    asked, worked = [], []  # after the stop

    def noted(seconds, last):
        def work(item):
            begun.append(time.monotonic())
            worked.append(item)
            time.sleep(seconds)
            if last:
                came.append((time.monotonic(), item))
            return item

        return work

    def source():
        for item in itertools.count():
            begun.append(time.monotonic())
            asked.append(item)
            time.sleep(pause)
            yield item

    def program():
        del begun[:], came[:]
        manager = made(answer, [noted(seconds, place == 2) for place, seconds in enumerate(works)])
        results = []
        caller = Thread(target=lambda: results.append(manager.run(source())), name="caller")
        caller.start()
        time.sleep(STOP)
        at = time.monotonic()
        manager.stop()
        del asked[:], worked[:]
        caller.join()
        return results, at, time.monotonic()

    told = f"stopped while {state}"

    def endless(run):
        if len(asked) > MANY > len(worked):
            return STILL_ASKED.format(told)
        return goes_on(run, DEAF.format(told))

    run = tried_once(
        bench,
        program,
        says={
            "deadlock": STOPPED_AND_STUCK.format(told),
            "leak": LEFT,
            "endless": endless,
            "error": raised,
        },
        fault=told,
    )
    results, at, over = run.result
    bench.require(results, f"{told}: run did not return what had come out, but raised.", run)
    last = max([each for each in begun if each <= over])
    bench.require(last <= at + SOON, f"{told}, and {last - at:.2f} s after that an item was begun.", run)
    longest = max(*works, pause)
    late = f"{told}, and run came back {over - at:.2f} s later; what was going on took at most {longest:g} s."
    bench.require(over - at <= longest + SOON, late, run)
    due = [item for when, item in came if when < at - SOON]
    right = [item for _, item in came]
    lost = f"{told}: {due} had come out of the last stage long before, and run returned {results[0]}."
    bench.require(results[0][: len(due)] == due, lost, run)
    bench.require(
        results[0] == right[: len(results[0])], f"{told}: run returned {results[0]}, {right} came.", run
    )
    bench.all_ended(f"{told}; run came back, and a thread was still alive.", run)


def stopped_by_work(answer, bench):
    """The work of a stage calls stop() for the third item: who waits there for the end waits for itself."""
    called = []

    def program():
        del called[:]

        def work(item):
            if item == 2:
                called.append(time.monotonic())
                manager.stop()
                called.append(time.monotonic())
            return item

        manager = made(answer, [work, in_passing])
        return manager.run(itertools.count())

    where = "work itself called stop(), for the third item"
    says = {
        "deadlock": f"{where}, and now somebody waits for ever. stop() may be called from any thread.",
        "leak": LEFT,
        "endless": lambda run: goes_on(run, DEAF.format(where)),
        "error": raised,
    }
    run = tried_once(bench, program, says=says, fault="stopped by work")
    bench.require(run.result == [0, 1, 2][: len(run.result)], f"{where}: run returned {run.result}.", run)
    bench.all_ended(f"{where}; run came back, and a thread was still alive.", run)


def stopped_after_a_failure(answer, bench):
    """The second stage fails while the first one is at a long item, and then somebody calls stop()."""
    error = ValueError("no idea")

    def fails(item):
        if item == 1:
            time.sleep(0.5)  # by then the first stage is at the long item
            raise error
        return item

    def program():
        manager = made(answer, [lambda item: item if item < 2 else time.sleep(2), fails])
        stopper = Thread(target=lambda: (time.sleep(1), manager.stop()), name="stopper")
        stopper.start()
        found = outcome(manager, range(5))
        stopper.join()
        return found

    where = f"a stage raised {error!r}, and then, while another one was still at its item, came stop()"
    run = tried_once(bench, program, says=failed(where), fault="stopped after a failure")
    bench.require(any(each is error for each in run.result[1]), f"{where}: run {_came(*run.result)}.", run)


def rests(answer, bench):
    """The source takes ten seconds for its second item; who waits for it may look up now and then."""

    def source():
        yield 1
        time.sleep(10)
        yield 2

    run = tried_once(
        bench,
        lambda: made(answer, [lambda item: item] * 2).run(source()),
        says={"endless": goes_on, "deadlock": STUCK, "leak": LEFT, "error": raised},
        steps=LOOKS,
    )
    looks_up_seldom(bench, run, 10, "the source takes ten seconds for an item")
    bench.require(run.result == [1, 2], f"an item came after ten seconds, and out came {run.result}.", run)


def looks_up_seldom(bench, run, seconds, told):
    """Nothing happens for so long; the moments at which a thread did anything are those of its looks."""
    moments = {}
    for event in run.events:
        if 0 < event.time < seconds - END:
            moments.setdefault(event.number, (event.thread, set()))[1].add(round(event.time, 6))
    for thread, looks in moments.values():
        often = (
            f"{told}, and meanwhile {thread}, which waits, looks up {len(looks)} times, where {OFTEN} a "
            f"second are {OFTEN * seconds}."
        )
        bench.require(len(looks) <= OFTEN * seconds, often, run)


def stopped_at_the_end(answer, items):
    """The source has one or two items, and at its end somebody stops it."""
    manager = made(answer, [lambda item: item])
    stopper = Thread(target=manager.stop, name="stopper")

    def source():
        yield from items
        stopper.start()

    results = manager.run(source())
    stopper.join()
    return results


def came_out(bench, run, items):
    more = (
        f"{STOPPED_EARLY}: in this order of steps run returned {brief(run.result)}. What has come out is "
        f"{brief(items)} or the beginning of that, in order, with none left out in between."
    )
    bench.require(run.result == items[: len(run.result)], more, run)
    return True


# -- words -----------------------------------------------------------------------------------


def failed(where, error=None):
    return {
        "deadlock": f"{where}, and now somebody waits for ever. Does every wait hear of it?",
        "leak": f"{where}; run came back, and a thread that it started waits for ever. Does every wait hear "
        "of it?",
        "endless": lambda run: goes_on(
            run, f"{where}, and now somebody waits and looks up for ever. What ends it?"
        ),
        "error": lambda run: LEFT_ITS_THREAD.format(where) if run.error is error else raised(run),
    }


def goes_on(run, waits=None):
    """A loop that nothing ends: one that waits and looks up, in which time passes, or one that only asks."""
    return (waits or STUCK) if run.elapsed > 10 else POLLS


def raised(run):
    """What is said to an exception that left run, or a thread."""
    if unwritten(run.error):
        return None
    if isinstance(run.error, AssertionError) and run.error.args == ("work was given SENTINEL",):
        return "work was given SENTINEL: the end is no item. Look before you work."
    return f"an exception came out where it should not: {crash(run.error)}"


ODD_STUCK = (
    f"with the items {brief(STRANGE, 160)} somebody waits for ever: was one of them taken for the end? Only "
    "one object is "
    "the end, whatever an item says of itself."
)
STUCK = (
    "stuck, and nothing had gone wrong: somebody waits for ever. Has the end reached everybody, and does "
    "somebody take from the last queue while the first one is fed?"
)
NINE_STUCK = f"with nine stages: {STUCK} Does each stage have a thread of its own?"
LEFT_ITS_THREAD = (
    "{}, and the exception left the thread that it was raised in: that thread is gone, and run was not told."
)
LEFT = "run came back, and a thread that it started waits for ever."
POLLS = (
    "it asks again and again, far more than 20 times a second, where it could wait. Which call waits by "
    "itself until "
    "there is something to do, and looks up now and then?"
)
DEAF = "{}: it goes on and on. Who hears the stop while there is always an item and always room?"
STOPPED_AND_STUCK = "{}: somebody waits for ever, since that wait can't hear the stop."
STILL_ASKED = (
    "{}: no work began after that, and the source was asked for one more item again and again. Does the "
    "thread that feeds hear the stop?"
)
STOPPED_EARLY = "stopped while the last item of the source is on its way"
FAILED_AND_STUCK = "the only stage failed at its only item: in this order of steps somebody waits for ever."
FAILED_AND_LEFT = (
    "the only stage failed at its only item; run came back, and in this order of steps a thread waits for "
    "ever."
)


# -- what is promised of any input -----------------------------------------------------------


def tried(answer, case):
    """Three stages, of which the middle one is the work."""
    results, errors = outcome(made(answer, [in_passing, case.work, in_passing], 2), list(case.items))
    return {
        "what run raised": [each for each in errors if not isinstance(each, BaseExceptionGroup)],
        "the results": "none, as it raised" if errors else results,
        "what work was given": case.work.given(),
    }


def alone(answer, case):
    """All at once, on real threads."""
    return {"the results": made(answer, [case.work, lambda item: item], 8).run(list(case.items))}


# Future.result() itself returns where the exception is false in an if: a style with futures is no slip.
LEFT_OUT = ("unshowable failing", "odd errors")
SHOWN = {name: given for name, given in FAILING.items() if name not in LEFT_OUT}
JUDGE = Code(
    check,
    answer="MiniManager",
    battery=Battery(
        program=tried,
        inputs=("none", "one", "two", "repeated", "equal", "falsy", "texts", "unhashable", "agreeable",
                "incomparable", "falsy results", "odd results"),
        more=SHOWN,
        searched=(),  # the check searches
        drawn=(),
        alone=alone,
        says={"error": raised, "deadlock": STUCK},
    ),
)  # fmt: skip
