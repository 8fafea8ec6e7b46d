"""12.3: what is looked at, in the order in which it is told.

Order: one thread · a price that raises · two objects · what is called how often, and by whom · who holds up
whom, by the virtual clock · patience · orders of two who sell · a report meanwhile, and two at once · naps ·
many calls on real threads.
"""

import time
from threading import Thread

from exercises.ch06.locks import alone_with_a_lock, slept
from exercises.ch12.takings.around import (
    BAD,
    PRICES,
    Prices,
    Slow,
    at_once,
    priced,
    raised_by,
    reported_twice,
    seen_meanwhile,
)
from exercises.judges import Code
from pipeline_core.lab.text import brief

MANY = 200
LONG = 10  # seconds that a price takes
CROWD = 40  # threads that ask for a price at once
FOUR = ["ash", "elm", "fig", "oak"]


def check(answer, bench):
    run = bench.run(lambda: alone(answer, FOUR), says={"deadlock": stuck})
    expect(bench, run, "one thread sold all four items", (4, 5))
    run = bench.run(lambda: alone(answer, ["fig"]))
    expect(bench, run, "one thread sold an item that costs 0", (1, 0))
    for item in ("gold", "debt"):
        run = bench.run(lambda item=item: alone(answer, [item]))
        bench.require(run.result == (1, PRICES[item]), NOT_WHOLE.format("-" * (PRICES[item] < 0)), run)
    run = bench.run(lambda: after_an_error(answer), says={"deadlock": kept}, fault="price raises")
    judge_error(bench, run)
    run = bench.run(lambda: two_of_them(answer))
    expect(bench, run, "two Takings, with one sale each: the first one", (1, 3))
    judge_calls(bench, bench.run(lambda: asked_by(answer), says={"deadlock": stuck}))
    judge_time(answer, bench)
    only_waits(answer, bench)
    for one, other in (("ash", "elm"), ("ash", BAD)):
        both_sell(answer, bench, one, other)
    meanwhile(answer, bench, ["ash", "elm"])
    meanwhile(answer, bench, [BAD, "elm"])
    in_many_orders(
        bench,
        lambda: reported_twice(answer),
        check=lambda run: run.result == [(2, 7), (2, 7)],
        says={"check": twice, "sleep": twice, "deadlock": twice_stuck},
    )
    run = bench.run(lambda: at_once(answer, ["ash", "elm"], priced), says={"deadlock": stuck}, seed=1)
    bench.require(not slept(run), NO_NAP, run)
    got = bench.on_real_threads(lambda: many(answer), f"{MANY} sales in four threads")
    told = (
        f"{MANY} sales in four threads on real threads: report() is {got!r}, {(MANY, 3 * MANY)} was expected."
    )
    bench.require(got == (MANY, 3 * MANY), told)


NOT_WHOLE = (
    "one thread sold an item at {}(2 ** 53 + 1), a price that no float can hold, and report() has another "
    "sum. Whole numbers are added as whole numbers."
)
A_SLEEP = "A sleep only moves the moment."
A_TIMEOUT = "A wait was given up when its time was over, and the call went on without what it had waited for."
NO_NAP = (
    "somebody sleeps, and a sleep orders nothing: what is waited for is that nobody else is at the numbers."
)


def expect(bench, run, told, right):
    bench.require(
        run.result == right, f"{told}, and report() is {brief(run.result)}; {right} was expected.", run
    )


def stuck(run):
    if alone_with_a_lock(run):
        return (
            "stuck: a single thread waits for a lock that is never given back: it has taken it itself, in "
            "this call or in one before."
        )
    return "stuck: somebody waits for a lock that is never given back."


def kept(_run):
    return "price has raised, and the next call waits for ever: what was taken is not given back."


def alone(answer, items):
    """One thread sells, and asks for a report each time: what a call keeps, the next one waits for."""
    takings = answer(Prices())
    seen = None
    for item in items:
        takings.add(item)
        seen = takings.report()
    return seen


def after_an_error(answer):
    prices = Prices()
    takings = answer(prices)
    takings.add("ash")
    error = raised_by(takings.add, BAD)
    before = takings.report()
    takings.add("elm")
    return error is prices.error, repr(error), before, takings.report()


def judge_error(bench, run):
    itself, error, before, after = run.result
    came = "nothing" if error == "None" else error
    bench.require(
        itself, f"price raised KeyError, and out of add came {came}: it is the caller's, as it is.", run
    )
    told = f"one item sold for 3, then one whose price raised: report() is {before!r}; (1, 3) was expected."
    bench.require(before == (1, 3), told, run)
    told = f"after a price that raised an item was sold for 4: report() is {after!r}; (2, 7) was expected."
    bench.require(after == (2, 7), told, run)


def two_of_them(answer):
    one, other = answer(Prices()), answer(Prices())
    one.add("ash")
    other.add("elm")
    return one.report()


def in_many_orders(bench, program, **how):
    """Between lines first, where most is found soon; then inside them."""
    for grain, bounds in (
        ("line", {"max_schedules": 24}),
        ("opcode", {"max_schedules": 12, "max_preemptions": 1}),
    ):
        bench.schedules(program, switch=grain, **bounds, **how)


def both_sell(answer, bench, one, other):
    good = [item for item in (one, other) if item != BAD]
    right = (len(good), sum(PRICES[item] for item in good))

    def told(run):
        why = ""
        if run.elapsed:  # no price takes its time here
            why = f" {A_SLEEP if slept(run) else A_TIMEOUT}"
        return (
            f"two threads sell at the same time, {one} and {other}: in this order of steps report() is "
            f"{run.result!r} in the end, and {right} was expected.{why}"
        )

    in_many_orders(
        bench,
        lambda: at_once(answer, [one, other], priced),
        check=lambda run: run.result == right,
        says={"check": told, "sleep": told, "deadlock": stuck},
    )


def meanwhile(answer, bench, items):
    possible = [(0, 0)]
    for item in items:
        if item != BAD:
            count, total = possible[-1]
            possible.append((count + 1, total + PRICES[item]))

    def told(run):
        return (
            f"one thread sells {' and '.join(items)}, another one asks for a report meanwhile: it is "
            f"{run.result!r}, and only {', '.join(map(str, possible))} belong together."
        )

    in_many_orders(
        bench,
        lambda: seen_meanwhile(answer, items, priced),
        check=lambda run: run.result in possible,
        says={"check": told, "sleep": told, "deadlock": stuck},
    )


def twice(run):
    return (
        f"two items were sold for 3 and 4, and two threads ask for a report at the same time: they get "
        f"{' and '.join(map(str, run.result))}, where each should get (2, 7)."
    )


def twice_stuck(_run):
    return (
        "two threads ask for a report at the same time, and one waits for ever: for what the other has taken?"
    )


def asked_by(answer):
    prices = Prices()
    takings = answer(prices)
    threads = [
        Thread(target=takings.add, args=(item,), name=f"sells {item}") for item in ("ash", "elm", "ash")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return prices.asked


def judge_calls(bench, run):
    asked = run.result
    many_ = (
        f"three items were sold, two of them alike, and price was called {len(asked)} times: once for each."
    )
    bench.require(len(asked) == 3, many_, run)
    for item, name in asked:
        told = f"the price of {item} was asked in thread {name!r}: it is the business of who calls add."
        bench.require(name == f"sells {item}", told, run)


def judge_time(answer, bench):
    for crowd in (3, CROWD):  # of three the story can be read
        items = [FOUR[number % len(FOUR)] for number in range(crowd)]
        run = bench.run(lambda items=items: at_once(answer, items, Prices(LONG)), says={"deadlock": stuck})
        told = (
            f"{crowd} threads sell at the same time, and a price takes {LONG} s: it took {run.elapsed:g} s "
            f"until all were through, and {LONG} s are enough if they ask at the same time."
        )
        bench.require(run.elapsed < 1.5 * LONG, told, run if crowd < CROWD else None)
    run = bench.run(lambda: report_late(answer), says={"deadlock": stuck})
    held = run.result - LONG / 2
    told = f"a report that was asked for while a price was on its way was held up for {held:g} s."
    bench.require(held < 1, told, run)


def only_waits(answer, bench):
    """Who waits until another one has added up makes as many steps for a day as for a second."""

    def steps(seconds, most):
        kind = type("int", (Slow,), {"seconds": seconds})
        return bench.run(
            lambda: at_once(answer, ["ash", "elm", "oak"], lambda item: kind(PRICES[item])),
            says={"deadlock": stuck, "endless": SPINS.format(f"more than {most:,} steps")},
            steps=most,
            switch="line",  # a loop without a call in it is seen by its lines alone
        ).steps

    few = steps(1, 3_000)
    steps(100_000, int(1.5 * few) + 10)


SPINS = (
    "three threads sell, and to add up takes long: who has to wait asks again and again, {}. Which call "
    "waits by itself until it is its turn?"
)


def report_late(answer):
    """When a report was there that was asked for in the middle of a price."""
    takings = answer(Prices(LONG))
    begun = time.monotonic()
    seller = Thread(target=takings.add, args=("ash",), name="sells ash")
    seller.start()
    time.sleep(LONG / 2)
    takings.report()
    there = time.monotonic() - begun
    seller.join()
    return there


def many(answer):
    """Sales by four real threads."""
    takings = answer(lambda _item: 3)

    def sell():
        for number in range(MANY // 4):
            takings.add(number)

    threads = [Thread(target=sell) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return takings.report()


JUDGE = Code(check, answer="Takings")
