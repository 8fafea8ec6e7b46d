"""7.2: what is looked at, in the order in which it is told.

Order: one after the other, at tables of two, three and five · a meal that fails · who waits, and how · every
order of the steps of three philosophers, one meal each · two seats, two meals · larger tables, all at
once · who may eat at the same time · meals of all kinds.
"""

import time
from threading import Event

from exercises.ch06.locks import slept
from exercises.ch07.philosophers.dinner import Dinner, HeavyFork, all_at_once, all_ended
from exercises.engine.battery import Battery
from exercises.engine.endings import crash
from exercises.judges import Code
from pipeline_core.lab.story.blocked import blocked_cycle


def check(answer, bench):
    for seats in (3, 2, 5):
        run = bench.run(lambda seats=seats: one_by_one(answer, seats), says=SAYS)
        judge_meals(bench, run, seats)
    run = bench.run(
        lambda: after_an_error(answer), fault="a meal that fails", says={"deadlock": KEPT, "leak": OF_ITS_OWN}
    )
    judge_error(bench, run)
    BATTERY.only_waits(answer, bench)
    for seats, meals in ((3, 1), (2, 1), (2, 2)):
        try_orders(answer, bench, seats, meals)
    run = bench.run(lambda: [full_table(answer, seats) for seats in LARGER], says=SAYS)
    for seats, found in zip(LARGER, run.result, strict=True):
        bench.require(found == due(seats, 1), f"a table of {seats}, all at once: {came(*found)}.", run)
    run = bench.run(lambda: at_the_same_time(answer), says=SAYS)
    for late, told in zip(run.result, (FREE, OTHER_TABLE), strict=True):
        bench.require(late == 0, told.format(late), run)
    bench.require(not slept(run), NO_NAP, run)


LARGER = (4, 5, 6)  # seats
OF_ITS_OWN = "all have eaten, and a thread that the table has started waits for ever: who ends it?"
NO_NAP = "somebody sleeps: what a philosopher waits for is a fork, and not that a time is over."
FREE = (
    "at a table of four, seat 0 eats for a second, and nobody else is there but seat 2, whose forks lie on "
    "the table. It is made to wait for {:g} s."
)
OTHER_TABLE = (
    "at one table all want to eat and some wait, and at another one, with forks of its own, a philosopher is "
    "made to wait for {:g} s: what belongs to a table is made in __init__, for that table."
)
ENDLESS = (
    "it goes on for ever: each takes a fork, does not get the other, and puts the first one back, again and "
    "again. Everybody moves, and nobody eats."
)


# -- programs --------------------------------------------------------------------------------


def one_by_one(table_class, seats):
    """One thread sits down at each seat in turn; what dine returned, who has eaten."""
    dinner = Dinner(table_class, seats)
    returned = [dinner.table.dine(seat, dinner.meal(seat)) for seat in range(seats)]
    return returned, dinner.eaten


FAILED = (ValueError, KeyError, SystemExit)  # three meals, as many as there can be permits


def after_an_error(table_class):
    """Three meals at seat 1 fail, each in its way; then everybody eats, in threads of their own."""
    dinner = Dinner(table_class, 3)
    raised = []
    for kind in FAILED:
        failed, error = kind("too hot"), None
        try:
            dinner.table.dine(1, dinner.meal(1, error=failed))
        except (Exception, SystemExit) as what:  # which one is what is asked
            error = what
        raised.append((kind.__name__, error is failed, error))
    all_at_once([dinner.philosopher(seat) for seat in range(3)])
    return raised, sorted(dinner.eaten)


def together(table_class, seats, meals):
    """All at once; what dine returned to each, who has eaten."""
    dinner = Dinner(table_class, seats)
    returned = all_at_once([dinner.philosopher(seat, meals) for seat in range(seats)])
    return returned, sorted(dinner.eaten)


def full_table(table_class, seats):
    """All at once, and each has the first fork before anybody takes a second one."""
    dinner = Dinner(table_class, seats, HeavyFork)
    returned = all_at_once([dinner.philosopher(seat) for seat in range(seats)])
    return returned, sorted(dinner.eaten)


def at_the_same_time(table_class):
    """Seat 0 of a table of four eats for a second; how late seat 2 is done.

    Then all others want to eat, and its neighbours wait; how late somebody at other tables is done, of which
    one is as large.
    """
    dinner, *others = [Dinner(table_class, seats) for seats in (4, 4, 3)]
    long, waits = dinner.philosopher(0, seconds=1), [dinner.philosopher(seat) for seat in (1, 3, 2)]
    long.start()
    Event().wait(0.25)
    late = how_late(dinner.philosopher(2))
    for each in waits:
        each.start()
    Event().wait(0.25)
    late_elsewhere = 0
    for other in others:
        if not late and not late_elsewhere:  # else the long meal is over
            late_elsewhere = how_late(other.philosopher(0))
    all_ended([long, *waits])
    return late, late_elsewhere


def how_late(philosopher):
    """Seconds until one who should not have to wait is done."""
    began = time.monotonic()
    philosopher.start()
    philosopher.join()
    return round(time.monotonic() - began, 3)


# -- claims ----------------------------------------------------------------------------------


def judge_meals(bench, run, seats):
    returned, eaten = run.result
    told = f"a table of {seats}, one philosopher after the other"
    bench.require(
        eaten == list(range(seats)), f"{told}: the meals were {eaten}, each seat once was due.", run
    )
    for seat, got in enumerate(returned):
        bench.require(
            got == f"meal {seat}",
            f"{told}: eat returned 'meal {seat}', and dine returned {got!r}.",
            run,
        )


def judge_error(bench, run):
    raised, eaten = run.result
    for kind, same, error in raised:
        silent = f"eat raised {kind}, and dine said nothing: whoever dines must hear of it."
        bench.require(error is not None, silent)
        bench.require(same, f"eat raised {kind}, and dine something else: {crash(error)}")
    bench.require(
        eaten == [0, 1, 1, 1, 1, 2],
        f"after three meals that failed everybody ate once, and the meals were {eaten}.",
        run,
    )


def due(seats, meals):
    """What dine returns to each, and who has eaten."""
    return [[f"meal {seat}"] * meals for seat in range(seats)], sorted(list(range(seats)) * meals)


def came(returned, eaten):
    return f"the seats {eaten} have eaten, and dine returned {returned}"


def try_orders(answer, bench, seats, meals):
    """Every order of the steps; where there are too many, those with few interruptions."""
    right = due(seats, meals)

    def told(run):
        if run.outcome != "finished":  # held together by a sleep, and ends otherwise without
            return stuck(run)
        return (
            f"{seats} philosophers, {meals} meal{'s' * (meals > 1)} each: in the order below "
            f"{came(*run.result)}."
        )

    for bounds in ({"max_schedules": 24}, {"max_preemptions": 2, "max_schedules": 60}):
        found = bench.schedules(
            lambda: together(answer, seats, meals),
            check=lambda run: run.result == right,
            says={"deadlock": stuck, "endless": ENDLESS, "check": told, "sleep": told},
            **bounds,
        )
        if found.complete:
            return


def stuck(run):
    """Who waits for whom."""
    circle = blocked_cycle(run.statuses)
    if len(circle) > 1:
        return (
            f"stuck: {', '.join(circle)}. Each of them holds what the one before waits for, and so nobody "
            "will ever eat."
        )
    if len(circle) == 1:
        return f"stuck: {circle[0]} waits for a lock that it holds itself."
    kinds = {each.kind for each in run.stuck}
    if "acquire" in kinds:
        return "stuck: somebody waits for a fork or a permit that is never given back."
    if "wait" in kinds:
        return "stuck: somebody waits to be told that a fork is free, and nobody tells them any more."
    return None


KEPT = (
    "stuck: a meal has failed, and others wait for ever for what its philosopher took. It has to be given "
    "back on every way out, and those who wait have to be told."
)
SAYS = {"deadlock": stuck, "leak": OF_ITS_OWN}


# -- meals of any kind, and long ones --------------------------------------------------------


def tried(answer, case):
    """What is promised of any meals: dine returns what eat has returned."""
    dinner = Dinner(answer, 3)
    return {
        "what dine returned": [
            dinner.table.dine(place % 3, lambda item=item: case.work(item))
            for place, item in enumerate(case.items)
        ],
        "what was eaten": case.work.given(),
    }


def late(answer, case):
    """Seat 0 of three eats for a while, and both neighbours wait."""
    dinner = Dinner(answer, 3)
    long = dinner.philosopher(0, seconds=1 * case.pace)
    others = [dinner.philosopher(seat) for seat in (1, 2)]
    long.start()
    Event().wait(0.25)
    all_at_once(others)
    long.join()
    return {}


BATTERY = Battery(
    program=tried,
    inputs=("none", "texts", "falsy", "falsy results", "odd results", "agreeable", "incomparable"),
    searched=(),  # the check searches
    drawn=(),
    late=late,
    timeless=True,
    calls="eat",
    says=SAYS,
)
JUDGE = Code(check, answer="Table", battery=BATTERY)
