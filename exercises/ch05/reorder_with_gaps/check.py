"""5.3: what is looked at, in the order in which it is told.

Order: what is due after each tuple, and what is left at the end · what is kept · every kind of result · a
source that is late.
"""

import queue
import time
import weakref
from threading import Thread

from exercises.ch03.items import ANOTHER, another_sentinel
from exercises.engine.battery import Battery
from exercises.engine.endings import crash
from exercises.engine.inputs import left_in
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from pipeline_core import SENTINEL, SKIP

ARRIVALS = (
    [(0, "a"), (1, "b"), (2, "c")],
    [(1, "b"), (2, "c"), (0, "a")],
    [(2, "c"), (0, "a"), (1, "b"), (4, "e"), (3, "d")],
    [(0, "a"), (1, SKIP), (2, "c")],
    [(1, SKIP), (2, "c"), (0, "a"), (3, "d")],
    [(0, SKIP), (2, SKIP), (1, SKIP), (3, "d")],
    [(1, "b"), (0, "a"), (2, SKIP)],
    [(1, "b"), (2, "c"), (0, SKIP), (3, "d")],
    [(0, "a"), (3, "d"), (2, "c")],
    [(5, "f"), (1, "b"), (4, SKIP), (0, "a")],
    [(1, None), (0, None), (2, None)],
    [(1, ""), (0, 0), (2, False)],
    [(12, "m"), *((number, chr(97 + number)) for number in range(11, -1, -1))],
    [(0, SKIP)],
    [],
)
LONG = 20  # tuples of the run that looks at what is kept
KEPT = 3  # results that may still be in hand: in a variable, in a tuple


def check(answer, bench):
    bench.require(not another_sentinel(answer), ANOTHER)
    for arrivals in ARRIVALS:
        step_by_step(answer, bench, arrivals)
    step_by_step(answer, bench, ARRIVALS[2], pause=60)
    run = bench.run(lambda: kept_after(answer), says={"error": raised, "deadlock": None})
    kept = (
        f"{LONG} results have left, and one more after them: {run.result} of all these are still kept. A "
        "stream may be long."
    )
    bench.require(run.result <= KEPT, kept, run)
    BATTERY.only_waits(answer, bench)


def told(pairs):
    """Tuples in words."""
    names = (f"({number}, {'SKIP' if result is SKIP else repr(result)})" for number, result in pairs)
    return ", ".join(names) or "nothing"


def step_by_step(answer, bench, arrivals, pause=0):
    """Somebody waits after each tuple for what is due; so many seconds before each; the last is the end."""
    due = due_after_each(arrivals)
    put, got, targets = [], [], []  # of a run that gets stuck they tell how far it came
    late = f", one every {pause} s" * bool(pause)

    def program():
        source, target = queue.Queue(1), queue.Queue(1)
        put.clear()
        got.clear()
        targets.append(target)
        stage = Thread(target=answer, args=(source, target), name="reorder")
        stage.start()
        for pair, results in zip([*arrivals, SENTINEL], due, strict=True):
            time.sleep(pause)
            put.append(pair)
            source.put(pair)
            got.extend(target.get() for _ in results)
        stage.join()
        got.extend(left_in(target))

    run = bench.run(
        program,
        says={
            "error": raised,
            "deadlock": lambda _: stuck(put, [*got, *left_in(targets[-1])], late),
            "leak": NO_RETURN,
        },
    )
    right = [result for results in due for result in results]
    if got != right or not all(one is other for one, other in zip(got, right, strict=True)):
        out = f"{words(got)} came into target, and {words(right)} was expected."
        bench.require(False, f"with {told(arrivals)}{late}: {out}", run)
    nap = f"with {told(arrivals)}: it takes {run.elapsed:g} s where nobody else takes any time: it sleeps."
    bench.require(pause or not run.elapsed, nap, run)


def due_after_each(arrivals):
    """What has to leave after each tuple, and after the end."""
    early, head, due = {}, 0, []
    for number, result in arrivals:
        early[number] = result
        left = []
        while head in early:
            left.append(early.pop(head))
            head += 1
        due.append([each for each in left if each is not SKIP])
    rest = [early[number] for number in sorted(early) if early[number] is not SKIP]
    return [*due, [*rest, SENTINEL]]


def words(results):
    names = ("SENTINEL" if each is SENTINEL else "SKIP" if each is SKIP else repr(each) for each in results)
    return ", ".join(names) or "nothing"


def stuck(put, got, late):
    """What was due when nothing came any more, and what came."""
    pairs = [pair for pair in put if pair is not SENTINEL]
    over = len(pairs) < len(put)
    due = [result for results in due_after_each(pairs)[: len(put)] for result in results]
    if over and got == due:
        return NO_RETURN
    more = late + " and the end" * over
    if len(got) >= len(due) or words(got) != words(due[: len(got)]):
        return f"with {told(pairs)}{more}: {words(got)} came into target, and {words(due)} was expected."
    are, them = ("are", "them") if len(due) > 1 else ("is", "it")
    waits = "" if over else f", and somebody waits for {them} before any more comes"
    return (
        f"stuck: {told(pairs)}{more} came, so {words(due)} {are} due by now{waits}. What came: {words(got)}."
    )


def raised(run):
    """What an answer asked of a tuple, or did not wait for."""
    error = run.error
    if isinstance(error, TypeError) and "unpack" in str(error):
        return (
            f"{crash(error).removesuffix('.')}: is each thing that comes a tuple? Look before you unpack it."
        )
    if isinstance(error, queue.Empty | queue.Full):
        return "a call gave up: how late a tuple or a place comes, nobody knows. The plain call just waits."
    return None


NO_RETURN = "the end is in target, and reorder does not come back. What does it wait for?"


INSTEAD = "where the result of number {} was due, {} came into target."


class Result:
    """Something of which one can see whether anybody keeps it."""

    def __init__(self, number):
        self.number = number


def kept_after(answer):
    """How many results are still there when they have left, and the consumer has let go of them.

    All but one leave at once, and may be together in a list until the next tuple has come.
    """
    source, target = queue.Queue(), queue.Queue()
    stage = Thread(target=answer, args=(source, target), name="reorder")
    stage.start()
    seen = []
    for number in [*range(1, LONG), 0, LONG]:
        made = Result(number)
        seen.append(weakref.ref(made))
        source.put((number, made))
    del made
    for due in range(len(seen)):
        if (came := target.get().number) != due:
            told = INSTEAD.format(due, f"that of number {came}")
            raise Refusal(f"with the numbers 1 to {LONG - 1}, then 0, then {LONG}: {told}")
    kept = sum(each() is not None for each in seen)
    source.put(SENTINEL)
    stage.join()
    return kept


# -- what is promised of any input -----------------------------------------------------------


MISSING = 20  # numbers
MISSED = "what came into target (some numbers in the middle never come)"
GAPS = 500  # behind thousands of items


def shuffled(items):
    """Each item with a gap behind it, four tuples at a time the wrong way round; the first is not there."""
    pairs = [pair for place, item in enumerate(items) for pair in ((2 * place, item), (2 * place + 1, SKIP))]
    return [pair for first in range(0, len(pairs), 4) for pair in reversed(pairs[first : first + 4])]


def tried(answer, case):
    """In the middle some numbers never come; target has a single place."""
    source, target, taken = queue.Queue(), queue.Queue(1), []
    middle = min(len(case.items), 7)  # a gap stands behind each item
    missing = 1 if case.searched else MISSING  # in many schedules each costs steps
    for number, item in shuffled(case.items):
        source.put((number if number < middle else number + missing, item))
    source.put(SENTINEL)
    stage = Thread(target=answer, args=(source, target), name="reorder")
    stage.start()
    while (result := target.get()) is not SENTINEL:
        taken.append(result)
    stage.join()
    return {MISSED: [*taken, SENTINEL, *left_in(target)]}


def alone(answer, case):
    """The first number comes last."""
    source, target = queue.Queue(), queue.Queue()
    for pair in reversed([*enumerate([*case.items, *[SKIP] * GAPS])]):
        source.put(pair)
    source.put(SENTINEL)
    answer(source, target)
    came = left_in(target)
    if len(came) == len(case.items) + 1:
        out_of_turn(came, case.items)
    return {"what came into target": came}


def out_of_turn(came, items):
    """All are there; the first that is not in its place is told by its number."""
    for due, (result, right) in enumerate(zip(came, items, strict=False)):
        if result is not right:
            number = next((number for number, item in enumerate(items) if item is result), None)
            told = "something else" if number is None else f"that of number {number}"
            many = f"with {len(items) + GAPS:,} tuples, of which number 0 comes last: "
            raise Refusal(many + INSTEAD.format(due, told))


def late(answer, case):
    source, target = queue.Queue(), queue.Queue(1)
    stage = Thread(target=answer, args=(source, target), name="reorder")
    stage.start()
    for pair in ((1, "b"), (0, "a"), (2, SKIP), (4, "e"), SENTINEL):
        case.wait(1)
        source.put(pair)
    case.wait(1)
    while target.get() is not SENTINEL:
        case.wait(1)
    stage.join()
    return {}


BATTERY = Battery(
    program=tried,
    searched=("two",),
    late=late,
    alone=alone,
    timeless=True,
    says={"error": raised},
)
JUDGE = Code(check, answer="reorder", battery=BATTERY)
