"""6.1: what is looked at, in the order in which it is told.

Order: the number with one thread · who waits for ever · after an amount that can't be added · every order of
the steps of two threads, inside lines too.
"""

import inspect
from threading import Thread

from exercises.judges import Code

WRONG_AMOUNT = "three"


def check(answer, bench):
    run = bench.run(lambda: alone(answer), says={"deadlock": STUCK})
    judge_alone(bench, run)
    fault = "an amount that can't be added"
    run = bench.run(lambda: after_an_error(answer), fault=fault, says={"deadlock": KEPT})
    judge_error(bench, run)
    for calls in PAIRS:
        try_all_orders(answer, bench, calls)


def try_all_orders(answer, bench, calls):
    """Every order of the steps, six under a lock; where there are too many, those with two interruptions."""

    def told(run):
        return lost(run, calls)

    for program, bounds in ((together, {"max_schedules": 12}), (in_two, {"max_preemptions": 2})):
        found = bench.schedules(
            lambda program=program: program(answer, calls),
            check=lambda run: run.result == outcome(calls),
            says={"deadlock": STUCK, "check": told, "sleep": told},
            switch="opcode",
            **bounds,
        )
        if found.complete:
            return


PAIRS = (
    [("add", 3), ("add", 4)],
    [("add", 3), ("remove", 1)],
    [("remove", 1), ("remove", 2)],
)
STUCK = "stuck: somebody waits for a lock that is never given back."
ASLEEP = (
    "A sleep only moves the moment: let one thread be a little late, and the other comes between its read "
    "and its write."
)
KEPT = (
    'after add("three") has raised TypeError nobody can count any more: the lock that the call took was not '
    "given back. It has to be given back on every way out."
)


def alone(counter_class):
    """One thread, two counters."""
    counter, other = counter_class(), counter_class()
    start = counter.value
    counter.add(5)
    other.add(100)
    counter.remove(3)
    return start, counter.value, other.value


def after_an_error(counter_class):
    """A call that raises in one thread, and a call in another that comes after it."""
    counter, raised = counter_class(), []

    def stumble():
        try:
            counter.add(WRONG_AMOUNT)
        except TypeError:
            raised.append("TypeError")

    for target, arguments in ((stumble, ()), (counter.add, (7,))):
        thread = Thread(target=target, args=arguments)
        thread.start()
        thread.join()
    return raised, counter.value


def together(counter_class, calls):
    """Each call in a thread of its own, all at once; ten items are in flight before."""
    counter = counter_class()
    counter.add(10)
    threads = [Thread(target=getattr(counter, name), args=(items,)) for name, items in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counter.value


def in_two(counter_class, calls):
    """The same with the second call in this thread: fewer steps, so fewer orders."""
    counter = counter_class()
    counter.add(10)
    (first, items), (second, more) = calls
    thread = Thread(target=getattr(counter, first), args=(items,))
    thread.start()
    getattr(counter, second)(more)
    thread.join()
    return counter.value


def judge_alone(bench, run):
    start, value, other = run.result
    bench.require(
        not inspect.isroutine(value),
        "value is a number to be read: counter.value, without brackets behind it.",
    )
    bench.require(start == 0, f"a new counter says {start!r}: nothing is in flight yet, so 0 was expected.")
    told = f"one thread, add(5) and remove(3), and the counter says {value!r} instead of 2."
    bench.require(value == 2, told)
    shared = f"a second counter got add(100) and says {other!r}: each counter has a number of its own."
    bench.require(other == 100, shared)


def judge_error(bench, run):
    raised, value = run.result
    silent = 'add("three") raised TypeError before, and now it says nothing: whoever calls must hear of it.'
    bench.require(raised, silent)
    told = f'add("three") has raised and add(7) came after it: the counter says {value!r} instead of 7.'
    bench.require(value == 7, told, run)


def outcome(calls):
    """What the counter must say after ten items and these calls."""
    return 10 + sum(items if name == "add" else -items for name, items in calls)


def lost(run, calls):
    """Which calls met, and what the locks did meanwhile."""
    told = " and ".join(f"{name}({items})" for name, items in calls)
    return (
        f"an update is lost. 10 items, then {told} at once make {outcome(calls)}, and in the order below the "
        f"counter says {run.result!r}. {why(run)}"
    )


def why(run):
    """Which of the usual mistakes the failing run shows."""
    if any(event.kind == "sleep" for event in run.events):
        return ASLEEP
    kinds = [event.kind for event in run.events if event.kind in ("acquire", "release")]
    if "acquire" not in kinds:
        return "Nothing keeps the other thread out between the read and the write."
    if two_inside(run):
        return (
            "Both threads held a lock at the same moment, so it was not the same lock: a lock keeps out only "
            "those who ask for that very one."
        )
    return "There is a lock, and it is not held all the way from the read to the write."


def two_inside(run):
    """Whether two threads held a lock at the same moment."""
    held = {}
    for event in run.events:
        step = {"acquire": 1, "release": -1}.get(event.kind, 0)
        held[event.thread] = held.get(event.thread, 0) + step
        if sum(count > 0 for count in held.values()) > 1:
            return True
    return False


JUDGE = Code(check, answer="Counter")
