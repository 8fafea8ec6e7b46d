"""4.2: what is looked at, in the order in which it is told.

Order: good items · strange ones · a target without room · items for which work fails, in many ways · queues
that fail · an order to leave · every order of producer, stage and consumer · queues that fail in other ways.
"""

import functools
import queue
import threading
from asyncio import CancelledError
from itertools import takewhile
from threading import Thread

from exercises.ch03.items import AGREEABLE, STRANGE, same
from exercises.ch04.errors import RETURNED, of_many_kinds
from exercises.ch04.swallowed.around import (
    LIKE_A_QUEUE,
    Disk,
    Tight,
    beside_another,
    seen_of,
    seen_without_an_end,
)
from exercises.engine.battery import Battery
from exercises.engine.inputs import FAILING, left_in
from exercises.engine.verdict import Refusal
from exercises.engine.written import constants
from exercises.judges import Code
from pipeline_core import SENTINEL
from pipeline_core.lab.text import brief

ITEMS = ["1", "two", "3", "4", "five", "6"]
TEN_MINUTES = 600  # in virtual time; a put with a timeout that is tried again takes it in a thousand looks
FEW = 4  # failures that are shown all
MANY = 1000  # a number in an answer that is smaller is tried as a bound of its failures
MOST = 30  # so often a bad item is bad; then a loop that tries for ever comes to an end, and is told of


class Work:
    """Makes upper case of an item; raises what it was told to, and counts how often it was asked."""

    def __init__(self, raises=None):
        self.raises = raises or {}
        self.said = {item: error.args for item, error in self.raises.items()}
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
    for places, items in enumerate(([], ["a", "nothing", "c"], ["a"])):  # 0: as many as there are
        run, seen = bench_of(answer, bench, items, Work(), functools.partial(queue.Queue, 2 * places))
        judge_results(bench, run, seen, ["A", None, "C"][: len(items)])
        bench.require(not seen.failures, f"nothing failed, and failures holds {seen.failures!r}.", run)
    strange_items(answer, bench)
    no_room(answer, bench, ["a", "b", "c"], Tight)
    no_room(answer, bench, ["a"], functools.partial(Tight, TEN_MINUTES))
    some_fail(answer, bench, ITEMS, {"two": ValueError("two"), "five": ZeroDivisionError("five")})
    kinds = {type(error).__name__: error for error in of_many_kinds()}
    some_fail(answer, bench, [*kinds, "last"], kinds)
    comes_again(answer, bench)
    fail_like_a_queue(answer, bench)
    look_like_failures(answer, bench)
    a_queue_fails(answer, bench, "target", OSError(28, "the disk is full"))
    a_queue_fails(answer, bench, "source", OSError(104, "the connection is gone"))
    for order in ORDERS:
        ordered_to_leave(answer, bench, order)
    bench.schedules(
        lambda: seen_of(answer, ["a", "x"], Work({"x": ValueError("x")})).told(),
        check=lambda run: run.result == (["A"], 1, 1),
        says={"deadlock": NO_END, "check": in_this_order},
        switch="sync",
        max_schedules=60,
    )
    queues_fail(answer, bench)
    bench.run(lambda: beside_another(answer), says={"deadlock": BESIDE})
    for limit in constants(bench.watch, int):
        if len(kinds) < limit < MANY:
            row = {f"bad {number}": ValueError(number) for number in range(limit + 1)}
            some_fail(answer, bench, [*row, "last"], row)


def in_this_order(run):
    """What is wrong with a good item and one that fails, in one order of the steps."""
    results, failures, ends = run.result
    said = "the items were 'a' and 'x', work raised for 'x', and in the order below "
    if failures != 1:
        return f"{said}failures holds {failures} where there should be 1, when the end has come."
    if ends != 1:
        return f"{said}the end was passed on {ends} times: once is enough."
    return f"{said}the next stage got {results!r} instead of ['A']."


def bench_of(answer, bench, items, work, target=queue.Queue, fault="", torn=None):
    kept = []

    def program():
        seen_of(answer, items, work, target, kept, torn)

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
    work = Handed()
    run, seen = bench_of(answer, bench, STRANGE, work)
    if not same(seen.results, STRANGE):
        pairs_of = zip(STRANGE, [*seen.results, *[SENTINEL] * len(STRANGE)], strict=False)
        lost = next(item for item, result in pairs_of if result is not item)
        taken = lost is AGREEABLE and not any(each is lost for each in work.asked)
        raise Refusal(TAKEN_FOR_THE_END if taken else NOT_HANDED_ON.format(lost), run)


def no_room(answer, bench, items, target):
    run, seen = bench_of(answer, bench, items, Work(), target)
    errors = [seen.left_by, *[pair[1] for pair in pairs(seen)]]
    bench.require(not any(isinstance(error, queue.Full) for error in errors), NO_ROOM, run)
    judge_results(bench, run, seen, [item.upper() for item in items])


def some_fail(answer, bench, items, errors):
    work, cause = Work(errors), LookupError("what lies behind it")
    for error in [*errors.values()][::2]:
        error.__cause__ = cause
    behind = {item: behind_it(error) for item, error in errors.items()}
    run, seen = bench_of(answer, bench, items, work, fault="work raises")
    if seen.left_by is not None:
        left = [item for item in items if item not in work.asked]
        told = f", and the items behind it were never worked on: {brief(left)}" if left else ""
        raise Refusal(f"{seen.left_by!r} left the stage{told}. One bad item must not stop the line.", run)
    bench.require(len(work.asked) <= len(items) + 4 * len(errors), again(work), run)
    lost = [item for item in errors if item in work.asked and item not in [pair[0] for pair in pairs(seen)]]
    gone = (
        f"{len(lost)} of {len(items)} items vanished ({', '.join(map(repr, lost))}): work raised for them, "
        "and they are neither among the results nor in failures."
    )
    bench.require(not lost or seen.failures, gone, run)
    bench.require(len(work.asked) <= len(items), again(work), run)
    early = f"the stage ended by itself after {brief(work.asked[-1])}: one bad item must not stop the line."
    bench.require(len(work.asked) == len(items), early, run)
    wanted = list(errors.items())
    bench.require(same_pairs(seen.failures, wanted), not_as_wanted(seen, wanted), run)
    for item, error in wanted:
        told = (
            f"the exception of {item!r} is not as work raised it: whoever looks later wants to know what it "
            "said, from which line it came (its traceback), and from which other error (its "
            "__cause__; or its __context__, where that is not suppressed)."
        )
        as_it_was = (error.args, behind_it(error)) == (work.said[item], behind[item])
        as_it_was = as_it_was and not hasattr(error, "__notes__")
        bench.require(error.__traceback__ is not None and as_it_was, told, run)
    judge_results(bench, run, seen, [item.upper() for item in items if item not in errors])


def behind_it(error):
    """From what it came, what was at hand, and whether a traceback hides that."""
    return error.__cause__, error.__context__, error.__suppress_context__


class OneOfTwo(Work):
    """Raises what it was told to for one of two calls with an item: for an "x" the first, else the second."""

    def __call__(self, item):
        self.asked.append(item)
        if item in self.raises and (item == "x") == (self.asked.count(item) == 1):
            raise self.raises[item]
        return self.result(item)


def comes_again(answer, bench):
    """That work fails for an item says nothing of the next time it comes."""
    work = OneOfTwo({"x": ValueError("x"), "y": ValueError("y")})
    run, seen = bench_of(answer, bench, ["x", "y", "x", "y"], work, fault="work raises")
    told = (
        "the items were x, y, x, y, and work raised for the first x and the second y: the next stage got "
        f"{seen.results!r} instead of ['Y', 'X']. What becomes of an item is asked anew each time it comes."
    )
    bench.require(seen.results == ["Y", "X"], told, run)
    wanted = [*work.raises.items()]
    bench.require(same_pairs(seen.failures, wanted), not_as_wanted(seen, wanted), run)


def fail_like_a_queue(answer, bench):
    """What is caught is what work raised, whatever its functions are called, and whatever they use."""
    run = bench.run(
        lambda: [seen_of(answer, ["a", "bad", "c"], work) for work in LIKE_A_QUEUE],
        says={"deadlock": NO_END},
        fault="work raises",
    )
    for work, seen in zip(LIKE_A_QUEUE, run.result, strict=True):
        told = LIKE_A_QUEUES.format(work.__name__, seen.left_by, seen.results, seen.failures)
        failed = [pair[0] for pair in pairs(seen)]
        bench.require((seen.results, failed, seen.left_by) == (["A", "C"], ["bad"], None), told, run)


class Made(Work):
    """Makes of the place of a result that result."""

    def __init__(self, results):
        super().__init__()
        self.results = results

    def result(self, item):
        return self.results[item]


def look_like_failures(answer, bench):
    """Results of all forms in which an answer may keep a failure, with the texts that stand in it."""
    marks, error = [*constants(bench.watch, str), True, False, None, 0, 1], ValueError("returned")
    forms = [
        *((mark, error) for mark in marks),
        *((mark, item, error) for mark in marks for item in (0, "a")),
        *((error, mark) for mark in marks),
        *([mark, error] for mark in marks),
        *({mark: error} for mark in marks),
        *((mark,) for mark in marks),
        *marks,
    ]
    run, seen = bench_of(answer, bench, [*range(len(forms))], Made(forms))
    first = sum(1 for _ in takewhile(lambda two: two[0] is two[1], zip(forms, seen.results, strict=False)))
    bench.require(same(seen.results, forms), FORMS.format([*forms, "the last"][first]), run)
    bench.require(not seen.failures, f"nothing failed, and failures holds {brief(seen.failures)}.", run)


def not_as_wanted(seen, wanted):
    """In what failures differs: in the order, in the number, in what stands there."""
    kept = seen.failures
    if same_pairs(sorted(pairs(seen), key=repr), sorted(wanted, key=repr)) and len(kept) == len(wanted):
        return f"failures holds {brief(kept, 160)}: all of them are there, and not in the order of the items."
    if len(pairs(seen)) == len(kept) != len(wanted):
        return f"{len(wanted)} items failed, and failures holds {len(kept)} pairs: {brief(kept, 160)}."
    if len(kept) > FEW:
        kept = [
            next(each for each, pair in zip(kept, wanted, strict=False) if not same_pairs([each], [pair]))
        ]
    return (
        f"failures holds {kept!r}: pairs were expected, (item, error), and each error the exception itself, "
        "as work raised it."
    )


def same_pairs(ones, others):
    """Whether they are tuples of equal items and the same errors, in the same order."""
    return len(ones) == len(others) and all(
        isinstance(one, tuple) and len(one) == 2 and one[0] == other[0] and one[1] is other[1]
        for one, other in zip(ones, others, strict=True)
    )


def pairs(seen):
    return [each for each in seen.failures if isinstance(each, tuple | list) and len(each) == 2]


ORDERS = (
    *(
        SystemExit("leave"),
        KeyboardInterrupt(),
        GeneratorExit(),
        SystemExit(0),
        SystemExit(),
        CancelledError(),
    ),
    BaseExceptionGroup("two at once", [KeyboardInterrupt(), ValueError("bad")]),
)
BAD = ("bad", "worse")  # items for which work fails, before a queue does
FIRST = "source at once"
PLACES = ("target", "source", FIRST, "end")  # the target at an item, the source, the target at the end
ODD = (queue.Full, queue.Empty, ValueError, RuntimeError, KeyboardInterrupt, SystemExit)


def queues_fail(answer, bench):
    """In all the other ways. All in one run; of one that comes out wrong its own tells."""
    cases = [(place, kind("gone")) for place in PLACES for kind in (OSError, *ODD)]
    cases.append(("behind the end", KeyboardInterrupt("gone")))
    tries = [failing_queue(answer, place, error) for place, error in cases]
    run = bench.attempt(lambda: [program() for _, _, program in tries], len(tries))
    for (place, error), (work, kept, _) in zip(cases, tries, strict=True):
        if run is None or wrong_way_out(kept[-1], place, error, work):
            a_queue_fails(answer, bench, place, error)


def failing_queue(answer, place, error):
    """A queue that raises once: work, what is seen, and the program."""
    work, kept = Work({bad: ValueError(bad) for bad in BAD}), []
    items = ["a", *BAD, *{"target": ["full", "c"], "source": ["torn", "c"]}.get(place, [])]
    if place == FIRST:
        work, items = Work(), ["torn", "c"]
    if place in ("end", "behind the end"):
        target = functools.partial(Disk, error, SENTINEL, late=place != "end")
        return work, kept, lambda: told_nothing(seen_without_an_end(answer, items, work, target, kept))
    target = functools.partial(Disk, error) if place == "target" else queue.Queue
    return work, kept, lambda: told_nothing(seen_of(answer, items, work, target, kept, error))


def told_nothing(_seen):
    """A program's result, of which a story would tell."""


def a_queue_fails(answer, bench, place, error):
    work, kept, program = failing_queue(answer, place, error)
    says = {
        "deadlock": NO_END,
        "endless": lambda _run: again(work),
        "leak": lambda _run: LEFT_BEHIND.format(called(place, error)) if kept[-1].left_by else None,
        "error": lambda run: ELSEWHERE.format(called(place, error)) if run.error is error else None,
    }
    fault = "the source raises" if place in ("source", FIRST) else "the target raises"
    run = bench.run(program, says=says, fault=fault)
    told = wrong_way_out(kept[-1], place, error, work)
    bench.require(not told, told, run)


def wrong_way_out(seen, place, error, work):
    """Empty if the error leaves the stage, is no failure of an item, and costs none of those before it."""
    blamed = {
        "target": "The item was good: what is caught must be what work raised, and nothing else.",
        "source": "No item had come: what is caught must be what work raised, and nothing else.",
        FIRST: "No item had come: what is caught must be what work raised, and nothing else.",
    }.get(place, "What is caught must be what work raised, and nothing else.")
    told = f"{called(place, error)}, and your stage {{}}. {blamed}"
    if any(pair[1] is error for pair in pairs(seen)):
        return told.format("noted it as a failure of an item")
    if seen.left_by is None and error.__traceback__ is None:
        return ""  # it was not raised: who calls with a timeout has asked for it
    if seen.left_by is None:
        return told.format("swallowed it")
    if seen.left_by is not error:
        return told.format(f"put {seen.left_by!r} in its place")
    wrong_ends = seen.ends > 1 or (seen.ends == 0 and place != "end")
    return forgotten(seen, work) or held_back(seen) or (too_often(seen) if wrong_ends else "")


def held_back(seen):
    """What is wrong with the results that came before the stage was left; empty if nothing is."""
    first = [item.upper() for item in seen.items if item == "a"]
    return "" if seen.results == first else HELD_BACK.format(seen.left_by, seen.results)


def called(place, error):
    """Which call raised what, in words."""
    what = "source.get" if place in ("source", FIRST) else "target.put"
    which = {
        FIRST: ", when the first item was asked for",
        "end": ", when the end was put",
        "behind the end": ", just behind the end",
    }.get(place, "")
    text = f", {error.args[-1]}" if len(error.args) > 1 else ""
    return f"{what} raised {type(error).__name__}{text}{which}"


def forgotten(seen, work):
    """What is wrong with the failure of the item before the stage was left; empty if nothing is."""
    failed = [each for each in BAD if each in work.raises]
    if same_pairs(seen.failures, [(each, work.raises[each]) for each in failed]):
        return ""
    for each in failed:
        if each not in work.asked:
            return (
                f"{seen.left_by!r} left the stage, and {each!r}, which had been taken, was never worked on."
            )
    missed = FORGOTTEN.format(" and ".join(map(repr, failed)))
    return f"{seen.left_by!r} left the stage, and failures holds {seen.failures!r} then: {missed}"


def ordered_to_leave(answer, bench, order):
    name = type(order).__name__
    work = Work({"bad": ValueError("bad"), "x": order})
    run, seen = bench_of(answer, bench, ["a", "bad", "x", "c"], work, fault=f"{name} in work")
    does = "caught it and went on" if "c" in work.asked else "caught it, and returned as if it were the end"
    if any(pair[1] is order for pair in pairs(seen)):
        does = "noted it as a failure of an item"
    caught = (
        f"work raised {name}, an order to leave, and your stage {does}. It is no Exception, and not for you."
    )
    if work.askers != {"stage"}:
        caught = (
            f"work raised {name}, an order to leave, and it did not leave your stage: work was called in "
            "another thread, and what is raised there leaves no other thread by itself."
        )
    if seen.left_by not in (None, order):
        caught = f"work raised {name}, an order to leave, and your stage put {seen.left_by!r} in its place."
    bench.require(seen.left_by is order and len(seen.failures) <= 1, caught, run)
    bench.require(not forgotten(seen, work), forgotten(seen, work), run)
    bench.require(not held_back(seen), held_back(seen), run)

    def once_more():
        for items in (["a", "x"], ["a"]):
            seen = seen_of(answer, items, Work({"x": order}))
        return seen.results

    says = {"deadlock": lambda _run: KEPT.format(name)}
    run = bench.run(once_more, fault=f"{name} in work", says=says)
    told = f"work raised {name} in one call, and the next call handed on {run.result!r} instead of ['A']."
    bench.require(run.result == ["A"], told, run)


def judge_results(bench, run, seen, expected):
    if seen.left_by is not None:
        raise Refusal(f"nothing failed, and {seen.left_by!r} left the stage.", run)
    told = f"the next stage got {seen.results!r} instead of {expected!r}."
    bench.require(seen.results == expected, told, run)
    bench.require(seen.ends == 1, too_often(seen), run)


def too_often(seen):
    return f"the items were {seen.items!r}, and the end was passed on {seen.ends} times: once is enough."


def again(work):
    """Which item was tried again; None if none was."""
    item = next((item for item in work.asked if work.asked.count(item) > 1), None)
    if item is None:
        return None
    error = work.raises.get(item)
    raised = f", and raised {error!r}" if error is not None else ""
    return (
        f"work was asked {work.asked.count(item)} times for {item!r}{raised}: each item is tried once. One "
        "that fails now may fail for ever: keep it, and go on."
    )


LIKE_A_QUEUES = (
    "work, a function {!r}, raised for 'bad', the second of three items; {!r} left the stage, the next one "
    "got {!r}, and failures holds {!r}. What work raises is a failure, whatever it is called, and whatever "
    "it uses: what tells the two apart is which call stands in the try."
)
FORMS = (
    "work raised nothing; it returned {!r}, and that is a result like any other, which was kept as a "
    "failure, lost, or changed. By what do you know that work has raised?"
)
HELD_BACK = (
    "{!r} left the stage, and {!r} had been handed on then, instead of ['A']: what work has made is handed "
    "on before the next item is asked for, or it is lost."
)
KEPT = (
    "stuck: work raised {}, which left the stage, and the next call of it waits for ever. What one call "
    "takes it has to give back on every way out."
)
ELSEWHERE = (
    "{}, in a thread that your stage has started: what is raised there leaves no other thread by itself."
)
LEFT_BEHIND = (
    "{}, which left your stage, and a thread that it has started waits for ever: it has to end on every way "
    "out, too."
)
FORGOTTEN = (
    "work failed for {} before that, and that has to be there, as (item, error), in the order of the items, "
    "however the stage is left."
)
TAKEN_FOR_THE_END = (
    "an item that is equal to everything was taken for the end, and it was none: == lets the item answer. "
    "What can nothing but the end be?"
)
NOT_HANDED_ON = "the item {!r} was not handed on: it is an item like any other."
NO_ROOM = (
    "the next stage was late, target had no room, and your stage did not wait until it had some: Full was "
    "raised. A full queue is no fault, so which put waits as long as it takes?"
)
BESIDE = (
    "stuck: while one stage waits for an item, or for room, another stage, with queues of its own, can't go "
    "on. What do they share?"
)
NOT_ONE = " Here there was not one item."
NO_END = (
    "stuck: the next stage waits for an end that was never passed on. It has to be, on every way out of the "
    "stage."
)


def tried(answer, case):
    """What is promised of any input, with a target of a single place."""
    source, target = case.queue(held=("get",)), case.queue(1, held=("put",))
    failures, taken = [], []
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
    battery=Battery(
        program=tried,
        more={**FAILING, **RETURNED},
        searched=("two", "one"),  # inside lines one item and the end
        waits="failing",
        says={"deadlock": NO_END},
    ),
)
