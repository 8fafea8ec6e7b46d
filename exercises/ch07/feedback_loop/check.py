"""7.3: what is looked at, in the order in which it is told.

Order: few items · many that go round · how many are on their way · whose thread does what · naps, patience ·
orders of the steps · virtual time · items of all kinds.
"""

from itertools import zip_longest

from exercises.ch06.locks import slept
from exercises.ch07.feedback_loop.loop import Loop, Text
from exercises.engine.battery import Battery
from exercises.judges import Code
from pipeline_core.lab.text import brief

FEW = ["ash", "elm"]
MANY = [f"text {number}" for number in range(1, 10)]
ROUNDS = [3, 1, 2, 3, 1, 2, 1, 1, 4]
CROWD = [f"text {number}" for number in range(1, 27)]  # more than queues of some fixed size have places for
SECONDS = 1  # that each of the two functions takes, in virtual time


def check(answer, bench):
    run = called(answer, bench, {}, FEW, 1, most=2)
    for items, rounds, most in ((MANY, ROUNDS, 2), (MANY[:5], ROUNDS[:5], 1), (CROWD, 2, 24)):
        seen = {}
        run = called(answer, bench, seen, items, rounds, most)
        judge_bound(bench, run, seen["loop"], told_of(items, rounds, most), most)
        judge_threads(bench, run, seen["loop"])
    bench.require(not slept(run), NO_NAP, run)
    BATTERY.only_waits(answer, bench)
    try_orders(answer, bench, MANY[:2], [2, 2], most=1)
    # as many as may be on their way: whether more are let in one by one or all together, is left open
    run = called(answer, bench, {}, MANY[:4], 1, most=4, seconds=SECONDS)
    right = (len(MANY[:4]) + 1) * SECONDS
    slow = f"four items, of which each is improved and judged once, a second each, took {run.elapsed:g} s; "
    overlap = f"{right} s are enough, as one is judged while the next is improved."
    bench.require(run.elapsed <= right, slow + overlap, run)


NO_NAP = "somebody sleeps: what is waited for is an item or room, and not that a time is over."
BEHIND = "refine returned while a thread of it was still running: wait for all of them first."


def called(answer, bench, seen, items, rounds, most, seconds=0.0):
    """The run with these items, whose results are right."""

    def program():
        loop = seen["loop"] = Loop(map(Text, items), rounds, seconds)
        return answer(loop.items(), loop.improve, loop.good, most), list(loop.good_ones)

    told = told_of(items, rounds, most)
    run = bench.run(program, says=saying(told), steps=20_000)
    bench.all_ended(BEHIND)
    said = wrong_results(run, items)
    bench.require(not said, f"{told}: {said}", run)
    return run


def told_of(items, rounds, most):
    """The items in words."""
    number = {2: "two", 3: "three", 4: "four"}.get(len(items), f"{len(items)}")
    after = f"1 to {max(rounds)}" if isinstance(rounds, list) else rounds
    good = "good at once" if rounds == 1 else f"good after {after} rounds"
    return f"{number} items, {good}, most={most}"


def wrong_results(run, items):
    """What is wrong with what refine returned; empty if nothing is."""
    got, due = run.result
    if not isinstance(got, list):
        return f"refine returned {brief(got)}, and a list was expected."
    lost = [name for name in items if name not in [getattr(each, "name", None) for each in got]]
    if lost:
        return f"{lost[0]!r} is not among the results: {len(lost)} of {len(items)} are missing."
    if len(got) > len(items):
        return f"{len(got)} results for {len(items)} items."
    for number, (one, other) in enumerate(zip_longest(got, due), 1):
        if one is not other:
            found = (
                f"{other!r} that was found good as number {number}"
                if number <= len(due)
                else "never found good"
            )
            return f"result number {number} is {one!r}, and it was {found}."
    return ""


def saying(told):
    """What is said to a run that did not end well, with the items before it."""

    def before(sentence):
        return lambda run: f"{told}: {sentence(run)}"

    return {"deadlock": before(stuck), "endless": before(lambda _run: ENDLESS), "leak": BEHIND}


ENDLESS = "it did not come to an end: somebody asks again and again, or an item goes round that is good."


def stuck(run):
    """Who waits for room, and where."""
    puts = [each.thread for each in run.stuck if each.kind == "put"]
    if len(puts) > 1:
        return (
            f"stuck: {', '.join(puts)} wait for room, and none of them takes anything meanwhile. There are "
            "more items in the loop than its queues have places."
        )
    if puts:
        return f"stuck: {puts[0]} waits for room, and nobody makes any."
    if any(each.what.word == "semaphore" for each in run.stuck):
        return "stuck: somebody waits for a permit, and none is given back any more."
    return "stuck: somebody waits for something that will never happen."


def judge_bound(bench, run, loop, case, most):
    told = (
        f"{case}: {loop.most_on_their_way} items were on their way at once, taken "
        f"from items and not yet good. {most} may be, and one more in the hand of who lets them in."
    )
    bench.require(loop.most_on_their_way <= most + 1, told, run)
    told = (
        f"{case}: {loop.most_inside} items had been given to improve and were not yet "
        f"good. {most} may be: who lets one in waits for room first."
    )
    bench.require(loop.most_inside <= most, told, run)


def judge_threads(bench, run, loop):
    for name, threads in (("improve", loop.improvers), ("good", loop.judges)):
        told = f"{name} was called by {len(threads)} threads: it is the business of one."
        bench.require(len(threads) == 1, told, run)
    told = "improve and good are called by the same thread: nothing is judged while the next is improved."
    bench.require(loop.improvers != loop.judges, told, run)


def try_orders(answer, bench, items, rounds, most):
    """Some orders of the steps: those with few interruptions."""
    told = told_of(items, rounds, most)

    def program():
        loop = Loop(map(Text, items), rounds)
        return answer(loop.items(), loop.improve, loop.good, most), list(loop.good_ones)

    def wrong(run):
        if run.outcome not in ("finished", "deadlock"):
            return None  # a timeout was over and something raised: the usual sentence says that
        return f"{told}: {wrong_results(run, items) if run.outcome == 'finished' else stuck(run)}"

    bench.schedules(
        program,
        check=lambda run: not wrong_results(run, items),
        says={**saying(told), "check": wrong, "sleep": wrong},
        switch="sync",
        max_preemptions=1,
        max_schedules=20,
    )


# -- items of any kind, and long waits -------------------------------------------------------


HELD_UP = "in improve"


def tried(answer, case):
    """What is promised of any items: each comes out, the same object, in the order of the judge."""
    few = len(case.items) < 10  # which go round; of thousands each is good at once
    loop = Loop(case.items, 2 if few else 1)

    def improve(item):
        case.held_up(HELD_UP)
        return loop.improve(item)

    got = answer(loop.items(), improve, loop.good, 2)
    same = len(got) == len(loop.good_ones) and all(map(is_same, got, loop.good_ones))
    return {"the results": got, "whether they are in the order of the judge": same}


def is_same(one, other):
    return one is other


def late(answer, case):
    """Both functions take their time."""
    loop = Loop(["ash", "elm", "fig"], [1, 2, 1], seconds=1 * case.pace)
    answer(loop.items(), loop.improve, loop.good, 2)
    return {}


BATTERY = Battery(
    program=tried,
    inputs=("none", "one", "repeated", "equal", "falsy", "texts", "marks", "unhashable", "agreeable",
            "incomparable"),
    searched=(),  # the check searches
    drawn=("repeated",),
    late=late,
    alone=tried,
    held=(HELD_UP,),
    timeless=True,
    says={"leak": BEHIND, "deadlock": stuck},
)  # fmt: skip
JUDGE = Code(check, answer="refine", battery=BATTERY)
