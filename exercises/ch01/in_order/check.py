"""1.2: what is looked at, in the order in which it is told.

Order: the results · who called work · whether all threads had ended · every order of the lines · the time.
"""

import threading
import time
from collections import Counter

from exercises.verdict import Refusal

ANSWER = "in_order"
ITEMS = [[3, "c"], [1, "a"], [4, "d"], [2, "b"]]  # the first number: how many tenths of a second work takes
TWICE = [[2, "b"], [1, "a"], [2, "b"]]
AT_ONCE = [[0, "x"], [0, "y"]]
SEARCHES = (  # few interruptions show a number that is read and counted up in two steps; all orders come late
    (TWICE[:2], "sync", {"max_schedules": 20}),
    (TWICE[:2], "line", {"max_schedules": 20, "max_preemptions": 2}),
    (AT_ONCE, "opcode", {"max_schedules": 12}),
    (AT_ONCE, "opcode", {"max_schedules": 32, "max_preemptions": 1}),
)

SAME_THREAD = (
    "work was called in the thread that called in_order, which had to wait for it: hand work to a thread, "
    "and don't call it yourself. (Brackets behind target=work call it at once.)"
)
RUNNING = "in_order returned while a thread of it was still running: wait until each of them has ended."
NO_KEY = (
    "an item was used as a key of a dict or a set, and items may be lists: {error}. What else is different "
    "for every item, even if two of them are alike?"
)
NOT_AN_ITEM = "work was given {got!r}: give it one item, as it stands in the list."
IN_A_ROW = (
    "right results, but it took {took:.1f} s, and the longest item takes {longest:.1f} s: the waits came one "
    "after another. Whom do you wait for before the last thread has started?"
)
NAPS = (
    "right results, but it took {took:.1f} s, and the longest item takes {longest:.1f} s: who waits for what?"
)


def check(answer, bench):
    for items in (ITEMS, TWICE, ITEMS[:1], []):
        run = bench.run(program(answer, items), says={"error": no_key, "leak": RUNNING}, switch="line")
        judge(bench, run, items)
    for items, switch, bounds in SEARCHES:
        bench.schedules(
            program(answer, items),
            check=lambda run, items=items: judge(bench, run, items),
            says={"error": no_key, "leak": RUNNING},
            switch=switch,
            **bounds,
        )
    for items in (ITEMS, TWICE):
        run = bench.run(program(answer, items))
        in_time(bench, run, items)


def program(answer, items):
    """One call of the answer, with a work that notes its items and notices in which thread it is called."""

    def call():
        caller, calls = threading.current_thread(), []

        def work(item):
            if threading.current_thread() is caller:
                raise Refusal(SAME_THREAD)
            if item not in items:
                raise Refusal(NOT_AN_ITEM.format(got=item))
            calls.append(item[1])
            time.sleep(item[0] / 10)
            return item[1].upper()

        return answer(work, [list(item) for item in items]), calls

    return call


def no_key(run):
    error = run.error
    return NO_KEY.format(error=error) if isinstance(error, TypeError) and "hash" in str(error) else None


def judge(bench, run, items):
    """True, or the first thing that is wrong with what came back."""
    got, calls = run.result
    expected = [item[1].upper() for item in items]
    bench.require(isinstance(got, list), f"in_order returned {got!r}: the list of results was expected.", run)
    bench.require(not bench.running, RUNNING, run)
    counted = Counter(calls)
    for name, times in Counter(item[1] for item in items).items():
        item = next(item for item in items if item[1] == name)
        told = f"the item {item!r} is in the list {_times(times)}, and work got it {_times(counted[name])}"
        bench.require(counted[name] == times, f"{told}: which item does each thread look at, and when?", run)
    as_ended = sorted(expected) == sorted(map(str, got))
    bench.require(
        got == expected or not as_ended,
        f"the results are {got}, in the order in which they were done; the order of the items is {expected}. "
        "Start order is not run order: where does each result belong?",
        run,
    )
    bench.require(got == expected, f"the results are {got}, and {expected} were expected.", run)
    return True


def _times(number):
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


def in_time(bench, run, items):
    longest = max(item[0] for item in items) / 10
    told = IN_A_ROW if run.elapsed > 0.95 * sum(item[0] for item in items) / 10 else NAPS
    late = run.elapsed > longest + 0.05
    bench.require(not late, told.format(took=run.elapsed, longest=longest), run)
