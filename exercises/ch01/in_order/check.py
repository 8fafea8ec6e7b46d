"""1.2: what is looked at, in the order in which it is told.

Order: the results · who called work · whether all threads had ended · who waits by asking · every order of
the lines · the time · naps · many items.
"""

import functools
import threading
import time
import traceback
from collections import Counter
from concurrent.futures import Future

from exercises.ch01.in_order.callers import call
from exercises.engine.battery import Battery, difference
from exercises.engine.endings import crash, unwritten
from exercises.engine.inputs import INPUTS, Input
from exercises.engine.written import constants
from exercises.judges import Code

# a name, and how many tenths of a second work takes; by name they stand in another order than by time
ITEMS = [["c", 3], ["d", 1], ["a", 4], ["b", 2]]
TWICE = [["b", 2], ["a", 1], ["b", 2]]
AT_ONCE = [["x", 0], ["y", 0]]
MANY = 122  # so many items the battery has not; of more an answer with two threads for each has too many
MOST = 200  # items, as the task says
SEARCHES = (  # few interruptions show a number that is read and counted up in two steps; all orders come late
    (TWICE[:2], "sync", {"max_schedules": 20}),
    (TWICE[:2], "line", {"max_schedules": 20, "max_preemptions": 2}),
    (AT_ONCE, "opcode", {"max_schedules": 12}),
    (AT_ONCE, "opcode", {"max_schedules": 8, "max_preemptions": 1}),
)

RUNNING = "in_order returned while a thread of it was still running: wait until each of them has ended."
NO_KEY = (
    "an item was used as a key of a dict or a set, and items may be lists: {error}. What else is different "
    "for every item, even if two of them are alike?"
)
NO_TUPLE = (
    "a thread could not call its function: {error}. Do you hand it its arguments in a tuple? A tuple of one "
    "has a comma."
)
EQUAL = "Two of the items are equal: by what do you find the place of each?"
ASKS = (
    "it asks {asked} times whether a thread is still running, for {count} threads: it asks again and again "
    "where it could wait. Which call waits until a thread has ended?"
)
IN_A_ROW = (
    "right results, but it took {took:.1f} s, and the longest item takes {longest:.1f} s: the waits came one "
    "after another. Whom do you wait for before the last thread has started?"
)
ONE_AT_A_TIME = (
    "right results, but it took {took:.1f} s, and the longest item takes {longest:.1f} s: work was called "
    "for one item after another. What keeps two of them from running at once?"
)
BOUND = (
    "right results with a few items; with {count} of a second each it took {took:g} s, so not all of them "
    "ran at once. What bounds how many do{limit}? No item waits for another one."
)
LENT = (
    "while work was called, your caller's list of items was {}, and not {}: whoever looks at it meanwhile "
    "finds it changed. Leave it as it is, all the time."
)
TOUCHED = (
    "right results, but while your answer ran it changed your caller's list of items: it is put right in the "
    "end, and whoever looks at it before finds it changed. Leave it as it is, all the time."
)
SLEEPS = (
    "right results, and it sleeps, {} times, if only for a moment: nobody needs a nap who waits for the end "
    "of each thread."
)
GOES_ON = (
    "your answer did not come to an end before the check gave up: a loop in it goes round without a wait, "
    "and the threads that it is there for hardly move. Which call waits until a thread has ended?"
)
NAPS = (
    "right results, but it took {took:.1f} s, and the longest item takes {longest:.1f} s: who waits for what?"
)


def check(answer, bench):
    noted = []
    says = {"error": told_of, "leak": RUNNING, "endless": GOES_ON}
    for items in (ITEMS, TWICE, ITEMS[:1], []):
        of_these = {**says, "error": functools.partial(told_with, items)}
        run = bench.run(program(answer, items, noted), says=of_these, switch="line")
        judge(bench, run, items, noted)
        in_turn(bench, run, items)
    for items, switch, bounds in SEARCHES:
        bench.schedules(
            program(answer, items, noted),
            check=lambda run, items=items: judge(bench, run, items, noted),
            says=says,
            switch=switch,
            **bounds,
        )
    for items in (ITEMS, TWICE):
        run = bench.run(program(answer, items, noted))
        in_time(bench, run, items)
        naps = sum(event.kind == "sleep" for event in run.events) - len(items)  # work sleeps once for each
        bench.require(naps <= 0, SLEEPS.format(naps))
    limits = [limit for limit in constants(bench.watch, int) if 60 < limit < MOST]
    for count in sorted({MANY, *(limit + 1 for limit in limits)}):
        all_at_once(answer, bench, count, limits)


def program(answer, items, noted):
    return lambda: call(answer, items, noted)


def told_of(run):
    """What to say to the two errors that nearly everybody meets; None for the usual sentence.

    Python tells them from other type errors in its text alone.
    """
    if not isinstance(run.error, TypeError):
        return None
    if "hash" in str(run.error):
        return NO_KEY.format(error=run.error)
    *_, last = traceback.extract_tb(run.error.__traceback__)
    called = last.filename == threading.__file__  # by the thread, so that no line of the answer raised it
    return NO_TUPLE.format(error=run.error) if called or "after *" in str(run.error) else None


def told_with(items, run):
    """The same, or the usual sentence with the items before it."""
    if unwritten(run.error):
        return None
    return told_of(run) or f"with the items {items}: {crash(run.error)}"


def judge(bench, run, items, noted):
    """True, or the first thing that is wrong with what came back."""
    got, calls = run.result, noted[0].calls
    expected = [item[0].upper() for item in items]
    bench.require(isinstance(got, list), f"in_order returned {got!r}: the list of results was expected.", run)
    bench.all_ended(RUNNING, run)
    counted = Counter(calls)
    for name, times in Counter(item[0] for item in items).items():
        item = next(item for item in items if item[0] == name)
        told = f"the item {item!r} is in the list {_times(times)}, and work {_got(counted[name])}"
        bench.require(counted[name] == times, f"{told}: which item does each thread look at, and when?", run)
    as_done = ", in the order in which they were done" if got == noted[0].done else ""
    moved = (
        f"the results are {got}{as_done}; the order of the items is {expected}. Start order is not run "
        "order: where does each result belong?"
    )
    bench.require(got == expected or sorted(expected) != sorted(map(str, got)), moved, run)
    found = noted[0].found
    bench.require(found is None, LENT.format(found, items), run)
    bench.require(not noted[0].handed_in.touched or noted[0].handed_in != items, TOUCHED, run)
    told = f"the results are {got}, and {expected} were expected."
    alike = items == TWICE and len(got) == len(expected)
    bench.require(got == expected, f"{told} {EQUAL}" if alike else told, run)
    return True


def _times(number):
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


def _got(number):
    return f"got it {_times(number)}" if number else "never got it"


def in_turn(bench, run, items):
    """Whether it waits for its threads, and does not ask for them; who joins with a timeout may ask."""
    kinds = Counter(event.kind for event in run.events)
    asked = kinds["is alive?"] + kinds["enumerate"] - 1  # the bench enumerates once, at the end
    told = ASKS.format(asked=asked, count=len(items))
    bench.require(asked - kinds["join"] <= 2 * len(items), told, run)


def in_time(bench, run, items):
    longest = max(item[1] for item in items) / 10
    kinds = [event.kind for event in run.events if not event.number]
    starts = [place for place, kind in enumerate(kinds) if kind == "start"]
    joined_early = "join" in kinds[: starts[-1]] if starts else False
    in_a_row = IN_A_ROW if joined_early else ONE_AT_A_TIME
    told = in_a_row if run.elapsed > 0.95 * sum(item[1] for item in items) / 10 else NAPS
    late = run.elapsed > longest + 0.05
    bench.require(not late, told.format(took=run.elapsed, longest=longest), run)


def all_at_once(answer, bench, count, limits):
    """Many items of a second each: all of them run at once, and each result has its place."""
    items = [[f"item {number}", 10] for number in range(count)]
    run = bench.run(program(answer, items, []), says={"leak": RUNNING})
    limit = next((f": the {each} in your answer" for each in limits if each < count), "")
    bench.require(run.elapsed < 1.05, BOUND.format(count=count, took=run.elapsed, limit=limit))
    right = [item[0].upper() for item in items]
    told = difference(run.result, right)
    bench.require(run.result == right, f"with {count} items: the list of results {told}.")


def tried(answer, case):
    """What is promised of any input; the later an item stands in the list, the sooner it is done."""
    given, began = case.items, time.monotonic()
    results = answer(case.taking(lambda place: 1 + 0.001 * (len(given) - place)), given)
    promised = {
        "the list of results": results,
        "what work was given": case.work.given(),
        "your caller's list of items": given,
    }
    if not case.searched:
        promised["the time for items that take a little more than a second each"] = (
            f"{time.monotonic() - began:.3f} s"
        )
    if isinstance(results, list):
        promised["the number of results that came of a call of their own"] = len({*map(id, results)})
    return promised


def slots():
    """Results that an answer may have in their places before they are there, and one that equals nothing."""
    return [threading.Thread(), threading.Event(), Future(), float("nan"), NotImplemented]


MORE = {
    "things": Input(
        "results that are threads, events and no number", lambda: ["ash", "elm", "fig", "oak", "yew"], slots
    )
}
JUDGE = Code(
    check,
    answer="in_order",
    # the check searches, and has more items than the 60
    battery=Battery(
        program=tried,
        inputs=[name for name in INPUTS if name != "many"],
        more=MORE,
        searched=(),
        waits="two",
        says={"error": told_of, "leak": RUNNING},
    ),
)
