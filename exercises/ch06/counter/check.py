"""6.1: what is looked at, in the order in which it is told.

Order: the number with one thread · who waits for ever · after an amount that can't be added · every order of
the steps of two threads, inside lines too · what a reader sees · a call that has to wait · amounts of all
kinds.
"""

import inspect
from decimal import Decimal
from fractions import Fraction

from exercises.ch06.counter.callers import (
    Alone,
    Broken,
    BrokenNumber,
    Caller,
    Crates,
    Late,
    all_at_once,
    last_from_here,
    raised_by,
    read_meanwhile,
)
from exercises.ch06.in_a_row import each_where_one_was
from exercises.ch06.locks import (
    IN_PIECES,
    LETS_IN_TWO,
    alone_with_a_lock,
    did_without,
    met_inside,
    one_never_asked,
    slept,
    took_one,
)
from exercises.engine.battery import Battery
from exercises.engine.endings import crash
from exercises.engine.inputs import Input
from exercises.judges import Code

WRONG_AMOUNT = "three"
MANY = 300


def check(answer, bench):
    run = bench.run(lambda: alone(answer), says={"deadlock": stuck, "leak": OF_ITS_OWN})
    judge_alone(bench, run)
    each_where_one_was(bench, "counters", "new they say", lambda _: with_five(answer), [0] * 4)
    run = bench.run(lambda: remove_first(answer), says={"deadlock": BELOW_ZERO})
    below = f"remove(3) and then add(5) on a new counter, and it says {run.result!r} instead of 2: "
    bench.require(run.result == 2, below + "for a while the number may be below 0, as any other.", run)
    for name in ("add", "remove"):
        run = bench.run(
            lambda name=name: after_an_error(answer, name),
            fault="an amount that can't be added",
            says={"deadlock": kept(name)},
        )
        judge_error(bench, run, name)
        for error in (OverflowError("too large to be added"), KeyboardInterrupt("not now")):
            other_error(answer, bench, name, error)
        second_sum(answer, bench, name)
        kept_as_it_is(answer, bench, name)
    for before, calls in PAIRS:
        try_all_orders(answer, bench, before, calls)
    try_reading(answer, bench)
    run = bench.run(lambda: alone(answer))
    bench.require(not run.elapsed, f"three calls of one thread took {run.elapsed:g} s: {NO_NAP}", run)
    run = bench.run(lambda: far_apart(answer))
    bench.require(run.result == 1, FAR_APART.format(run.result), run)
    run = bench.run(lambda: both_at_once(answer), says={"deadlock": stuck})
    bench.require(not slept(run), f"a call that has to wait for another sleeps: {NO_NAP}", run)
    bench.schedules(
        lambda: beside_an_error(answer),
        check=lambda run: run.result is None,
        says={"deadlock": stuck, "check": lambda run: ANOTHERS_ERROR.format(crash(run.result))},
        fault="a sum that raises",
        max_schedules=20,
    )
    # no run of the lab: whoever starts a thread in each call would have all of them at once there
    number = bench.on_real_threads(lambda: many_calls(answer), f"{MANY} calls")
    bench.require(number == MANY, f"{MANY} calls of add(1), and the counter says {number!r}.")


def try_all_orders(answer, bench, before, calls):
    """Every order of the steps, six under a lock; where there are too many, those with two interruptions."""

    def told(run):
        return lost(run, before, calls)

    for calling, bounds in (
        (all_at_once, {"max_schedules": 12}),
        (last_from_here, {"max_preemptions": 2, "max_schedules": 60}),
    ):
        found = bench.schedules(
            lambda calling=calling: together(answer, before, calls, calling),
            check=lambda run: run.result == outcome(before, calls),
            says={"deadlock": stuck, "check": told, "sleep": told},
            switch="opcode",
            **bounds,
        )
        if found.complete:
            return


PAIRS = (
    (0, [("add", 3), ("add", 4)]),
    (10, [("add", 3), ("remove", 1)]),
    (10, [("remove", 1), ("remove", 2)]),
    (10, [("add", WRONG_AMOUNT), ("add", 4)]),
    (10, [[("add", WRONG_AMOUNT), ("add", 3)], ("add", 4)]),
    (1, [[("remove", 1), ("add", 3)], ("add", 4)]),
)
NO_NAP = "what a call waits for is that the other one is through, and not that a time is over."
BELOW_ZERO = (
    "stuck: remove(3) on a new counter waits for ever. Who lets in and who hands out are two workers, and "
    "the second may be counted first: for a while the number is below 0."
)
ASLEEP = (
    "A sleep only moves the moment: let one thread be a little late, and the other comes between its read "
    "and its write."
)
OF_ITS_OWN = (
    "the calls returned, and a thread that the counter has started waits for ever: who ends it? A lock "
    "needs no thread of its own."
)


def stuck(run):
    """Who waits for ever, with nothing that went wrong before."""
    if alone_with_a_lock(run):
        return (
            "stuck: a single thread waits for a lock that is never given back: it has taken it itself, in "
            "this call or in one before."
        )
    if all(thread.kind in ("acquire", "join") for thread in run.stuck):
        return "stuck: somebody waits for a lock that is never given back."
    return None


def kept(name):
    """Says what a call that raised has kept."""

    def told(run):
        of_a_lock = any(thread.kind == "acquire" for thread in run.stuck)
        what = "the lock that the call took was" if of_a_lock else "what the call took out was"
        return (
            f'after {name}("three") has raised TypeError nobody can count any more: {what} not given back. '
            "It has to be given back on every way out."
        )

    return told


def alone(counter_class):
    """One thread, two counters."""
    counter, other = counter_class(), counter_class()
    start = counter.value
    counter.add(5)
    other.add(100)
    counter.remove(3)
    return start, counter.value, other.value


def remove_first(counter_class):
    """One thread, and less than nothing for a while."""
    counter = counter_class()
    counter.remove(3)
    counter.add(5)
    return counter.value


def far_apart(counter_class):
    """One thread, and amounts of which a sum would be rounded that the number never was."""
    counter = counter_class()
    for name, items in (("add", 1e16), ("remove", 1e16), ("add", 1.0)):
        getattr(counter, name)(items)
    return counter.value


def many_calls(counter_class):
    """One thread, and more calls than anybody would keep."""
    counter = counter_class()
    for _ in range(MANY):
        counter.add(1)
    return counter.value


def after_an_error(counter_class, name, amount=WRONG_AMOUNT):
    """A call that raises in one thread, and a call in another that comes after it."""
    counter = counter_class()
    counter.add(10)
    ((first,),) = all_at_once(counter, [[(name, amount)]])
    ((second,),) = all_at_once(counter, [[("add", 7)]])
    return first, second, counter.value if first is not None and second is None else None


def together(counter_class, before, calls, calling):
    """Each call, or list of calls, in a thread of its own, all at once."""
    counter = counter_class()
    if before:
        counter.add(before)
    calling(counter, lots_of(calls))
    return counter.value


def reading(counter_class):
    """What another thread reads meanwhile; what the one that calls reads afterwards."""
    counter = counter_class()
    counter.add(10)
    caller = Caller(counter, [("add", 3), ("remove", 1)])
    caller.start()
    meanwhile = counter.value
    caller.join()
    return meanwhile, counter.value


def reading_both(counter_class):
    """What two threads read at once."""
    counter = counter_class()
    counter.add(10)
    reader = Reader(counter)
    reader.start()
    mine = counter.value
    reader.join()
    return mine, reader.read


class Reader(Caller):
    """A thread that reads the number."""

    def __init__(self, counter):
        super().__init__(counter, [])
        self.name, self.read = "reader", None

    def run(self):
        self.read = self.counter.value


def both_at_once(counter_class):
    """A call that comes while another, which takes a second, is inside."""
    counter = counter_class()
    all_at_once(counter, [[("add", Late(3))], [("add", 4)]])
    return counter.value


def beside_an_error(counter_class):
    """What a call raises while another comes with an amount that can't be added."""
    counter = counter_class()
    counter.add(10)
    error = OverflowError("too large to be added")
    ((first,), _) = all_at_once(counter, [[("add", 3)], [("add", Alone(error))]])
    return first


def judge_alone(bench, run):
    start, value, other = run.result
    bench.require(
        not inspect.isroutine(value),
        "value is a number to be read: counter.value, without brackets behind it.",
    )
    bench.require(start == 0, f"a new counter says {start!r}: nothing is in flight yet, so 0 was expected.")
    told = f"one thread, add(5) and remove(3), and the counter says {value!r} instead of 2."
    shared = "it counts what a second counter got, too: each counter has a number of its own."
    bench.require(value == 2, f"{told[:-1]}: {shared}" if value == other == 102 else told)
    bench.require(other == 100, f"a second counter got add(100), and says {other!r}.")


def judge_error(bench, run, name):
    first, second, value = run.result
    call = f'{name}("three")'
    bench.require(
        first is not None,
        f"{call} raised TypeError before, and now it says nothing: whoever calls must hear of it.",
    )
    other = f"{call} raised TypeError before, and now {type(first).__name__}: {first}."
    bench.require(isinstance(first, TypeError), other)
    after = f"{call} has raised TypeError, and add(7) after it raises, too"
    bench.require(second is None, f"{after}: {crash(second)} What could not be added is still there.")
    told = (
        f"10 items, {call} has raised TypeError and add(7) came after it: the counter says "
        f"{value!r} instead of 17."
    )
    bench.require(value == 17, told, run)


def other_error(answer, bench, name, error):
    """An amount of which the sum raises something else: the caller gets the error, and the others go on."""
    told = f"after {name} of an amount whose sum raises {type(error).__name__}"
    run = bench.run(
        lambda: after_an_error(answer, name, Broken(error)),
        says={"deadlock": lambda _run: f"{told} nobody can count any more: what the call took is kept."},
        fault="a sum that raises",
    )
    first, second, value = run.result
    bench.require(first is not None, f"{told}, the call says nothing: whoever calls must hear of it.", run)
    bench.require(second is None, f"{told}, add(7) raises, too: {crash(second) if second else ''}", run)
    bench.require(value == 17, f"{told} and add(7) a counter of 10 says {value!r} instead of 17.", run)


def second_sum(answer, bench, name):
    """An amount of which the first sum went well: who tries first and then counts is not through with it."""
    told = f"{name} of an amount of which one sum goes well, and a second one raises OverflowError"
    run = bench.run(
        lambda: after_an_error(answer, name, Broken(OverflowError("too large to be added"), 1)),
        says={"deadlock": lambda _run: f"after {told}, nobody can count any more: what it took is kept."},
        fault="a sum that raises",
    )
    first, _, value = run.result
    bench.require(first is None or value == 17, f"{told}, and add(7): {value!r} instead of 17.", run)


def kept_as_it_is(answer, bench, name):
    """What a sum of numbers raises is what the caller gets."""
    error = OverflowError("too large to be added")
    run = bench.run(lambda: after_an_error(answer, name, BrokenNumber(error)), fault="a sum that raises")
    first = run.result[0]
    told = (
        f"{name} of an amount whose sum raises OverflowError: the call raises {type(first).__name__} in its "
        f"place: {first}."
    )
    bench.require(first is None or isinstance(first, OverflowError), told, run)


ANOTHERS_ERROR = (
    "10 items, and one thread calls add(3) while another calls add with an amount whose sum raises "
    "OverflowError. In the thread of add(3) {} An error belongs to whoever called with that amount."
)
FAR_APART = (
    "one thread, add(1e16), remove(1e16) and add(1.0), and the counter says {!r} instead of 1.0: what is "
    "summed up apart is rounded apart."
)


def with_five(counter_class):
    """A new counter, to which five is added, and what it said before."""
    counter = counter_class()
    said = counter.value
    counter.add(5)
    return counter, said


def try_reading(answer, bench):
    """What others read while somebody calls, and while somebody reads."""
    for program, judge in (
        (reading, judge_reading),
        (reading_both, judge_both),
        (lambda answer: read_meanwhile(answer()), judge_meanwhile),
    ):
        for bounds in ({"max_schedules": 12}, {"max_preemptions": 1, "max_schedules": 30}):
            found = bench.schedules(
                lambda program=program: program(answer),
                check=lambda run, judge=judge: judge(bench, run),
                says={"deadlock": READERS_STUCK, "error": raised_by_reading},
                switch="opcode",
                **bounds,
            )
            if found.complete:
                break


READERS_STUCK = "stuck: somebody who only reads value waits for ever. To read is to take nothing away."


def raised_by_reading(run):
    return f"value is read by one thread while another is at work: {crash(run.error)}"


def judge_reading(bench, run):
    meanwhile, after = run.result
    told = (
        f"10 items, and another thread calls add(3) and then remove(1): value was read as {meanwhile!r} "
        "meanwhile. 10, 13 and 12 are the numbers there are; what is read has to be one of them."
    )
    bench.require(meanwhile in (10, 13, 12), told, run)
    told = (
        f"10 items, add(3), remove(1) and somebody who only reads: the counter says {after!r} instead of 12."
    )
    bench.require(after == 12, told, run)
    return True


def judge_both(bench, run):
    told = f"10 items, and two threads read value at once: they read {run.result[0]!r} and {run.result[1]!r}."
    bench.require(run.result == (10, 10), told, run)
    return True


def judge_meanwhile(bench, run):
    told = (
        "10 items, one thread calls add(3), and when it is through another calls add(-1): value was read as "
        f"{run.result!r} meanwhile. 10, 13 and 12 are the numbers there are, and what is read is one of them."
    )
    bench.require(run.result in (10, 13, 12), told, run)
    return True


def lots_of(calls):
    """The calls of each thread: one, or a list of them."""
    return [call if isinstance(call, list) else [call] for call in calls]


def outcome(before, calls):
    """What the counter must say after these items and these calls."""
    counted = [(name, items) for lot in lots_of(calls) for name, items in lot if items != WRONG_AMOUNT]
    return before + sum(items if name == "add" else -items for name, items in counted)


def lost(run, before, calls):
    """Which calls met, and what the locks did meanwhile."""
    lots = [" then ".join(f"{name}({items!r})" for name, items in lot) for lot in lots_of(calls)]
    told = " and ".join(lots)
    start = f"with {before} items, {told}" if before else f"on a new counter, {told}"
    said = f"the counter says {run.result!r}" if run.outcome == "finished" else crash(run.error).rstrip(".")
    return (
        f"an update is lost: {start} at once make {outcome(before, calls)}, and in the order below {said}. "
        f"{why(run)}"
    )


def why(run):
    """Which of the usual mistakes the failing run shows."""
    met = met_inside(run)
    reasons = (
        (slept(run), ASLEEP),
        (did_without(run), "A thread asked for the lock, did not get it, and went on without it."),
        (not took_one(run), "Nothing keeps the other thread out between the read and the write."),
        (met == "two", NOT_THE_SAME),
        (met == "one", LETS_IN_TWO),
        (one_never_asked(run), "One of them asks for a lock, and the other does not: it is not kept out."),
        (True, IN_PIECES),
    )
    return next(said for holds, said in reasons if holds)


NOT_THE_SAME = (
    "Both threads held a lock at the same moment, each another one: a lock keeps out only those who ask for "
    "that very one, so it was not the same lock."
)


# -- any amount ------------------------------------------------------------------------------


def tried(answer, case):
    """What is promised of any amounts: removed from a new counter, and added again."""
    counter, other = answer(), answer()
    return {
        "what the counter says after each remove": [said(counter, "remove", items) for items in case.items],
        "what it says after each was added again": [said(counter, "add", items) for items in case.items],
        "what another counter says": other.value,
    }


def said(counter, name, items):
    """What the counter says after the call; with the error, if it raised one."""
    error = raised_by(getattr(counter, name), items)
    value = counter.value
    shown = value if type(value) in (int, float) else repr(value)  # else its kind alone would be told
    return shown if error is None else (type(error), shown)


AMOUNTS = {
    "kinds": Input("amounts of many kinds", lambda: [3, -2, 2.5, True]),
    "small": Input("a very small amount", lambda: [1e-10]),
    "big": Input("a big amount and a small one", lambda: [10**20, 1]),
    "words": Input("amounts that can't be added", lambda: ["three", None, [1], {}, b"3", object, 2]),
    "fractions": Input("fractions", lambda: [Fraction(1, 4), 2, Fraction(1, 2)]),
    "decimals": Input("decimals", lambda: [Decimal("1.5"), 1, Decimal("0.1")]),
    "complex": Input("complex numbers", lambda: [2j, 1.5, 3]),
    "own": Input("amounts of a kind of their own", lambda: [Crates(3), Crates(2)]),
}
JUDGE = Code(
    check,
    answer="Counter",
    battery=Battery(
        program=tried,
        inputs=("none", "equal", "falsy", "unhashable"),
        more=AMOUNTS,
        searched=(),  # the check's own search has these pairs
        timeless=True,
        says={"deadlock": stuck, "leak": OF_ITS_OWN},
    ),
)
