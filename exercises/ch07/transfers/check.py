"""7.1: what is looked at, in the order in which it is told.

Order: one thread · an amount that can't be compared · every order of two transfers, of three in a ring, of
two that need the same money, of one and an audit · who waits: how, and for whom · amounts of all kinds.
"""

import time
from fractions import Fraction
from itertools import permutations
from threading import Event

from exercises.ch06.locks import slept
from exercises.ch07.transfers.bank import Call, accounts, all_at_once, audit, calls, far_apart, guarded, hold
from exercises.engine.battery import Battery
from exercises.engine.endings import crash
from exercises.engine.inputs import Input
from exercises.judges import Code
from pipeline_core.lab.story.blocked import blocked_cycle

WRONG_AMOUNT = "three"


def check(answer, bench):
    for source, target, amount in ALONE:
        run = bench.run(
            lambda source=source, target=target, amount=amount: alone(answer, source, target, amount),
            says={"deadlock": itself if source == target else stuck, "leak": OF_ITS_OWN},
        )
        judge_alone(bench, run, source, target, amount)
    run = bench.run(
        lambda: [after_an_error(answer, target) for target in (2, 1)],
        fault="an amount that can't be compared",
        says={"deadlock": kept},
    )
    for target, found in zip((2, 1), run.result, strict=True):
        judge_error(bench, run, target, *found)
    BATTERY.only_waits(answer, bench)
    for pairs, balances, amount in AT_ONCE:
        try_orders(answer, bench, pairs, balances, amount)
    for pair in ((1, 2), (2, 1)):
        try_audit(answer, bench, pair)
    run = bench.run(lambda: beside_a_wait(answer), says={"deadlock": stuck})
    waited, other, late = run.result
    bench.require(other, "account 1 is in use, and transfer 3 to 4 returned False: there was enough.", run)
    bench.require(late == 0, IN_THE_WAY.format(late), run)
    bench.require(waited, "transfer 1 to 2 had to wait, and returned False: there was enough.", run)
    bench.require(not slept(run), NO_NAP, run)
    for source, target, amount in ALONE:
        judge_locks(answer, bench, source, target, amount)


ALONE = ((1, 2, 30), (2, 1, 100), (1, 2, 101), (1, 1, 30), (1, 1, 101), (1, 2, 1e20))
AT_ONCE = (
    (((1, 2), (2, 1)), (100, 100), 30),
    (((1, 2), (1, 3)), (50, 0, 0), 30),
    (((1, 3), (2, 3)), (50, 50, 0), 30),
    (((1, 2), (2, 3), (3, 1)), (100, 100, 100), 30),
)
OF_ITS_OWN = "transfer returned, and a thread that it has started waits for ever: who ends it?"
IN_THE_WAY = (
    "somebody uses account 1 for a second, so transfer 1 to 2 waits; and transfer 3 to 4, which needs "
    "neither of these accounts, is done {:g} s late: it waits for those who wait."
)
NO_NAP = "a call that has to wait sleeps: what it waits for is a lock, and not that a time is over."
ENOUGH = "True, as there is enough"


# -- programs --------------------------------------------------------------------------------


def alone(transfer, source, target, amount):
    """One call in one thread: what it returned, the balances afterwards, the accounts that have changed."""
    bank = accounts(100, 100)
    before = [what_stays(account) for account in bank]
    returned = transfer(bank[source - 1], bank[target - 1], amount)
    changed = [was[0] for account, was in zip(bank, before, strict=True) if what_stays(account) != was]
    return returned, [account.balance for account in bank], changed


def what_stays(account):
    return account.number, account.owner, account.lock


def after_an_error(transfer, target):
    """A call that raises in one thread, and after it one in another."""
    bank = accounts(100, 100)
    error = None
    try:
        transfer(bank[0], bank[target - 1], WRONG_AMOUNT)
    except Exception as raised:  # which one is what is asked
        error = raised
    before = [account.balance for account in bank]
    caller = Call(lambda: transfer(*bank, 30), "transfer 1 to 2")
    caller.start()
    caller.join()
    return error, before, caller.returned


def together(transfer, pairs, balances, amount):
    """These transfers at once: what they returned, the balances afterwards."""
    bank = accounts(*balances)
    returned = all_at_once(calls(transfer, bank, pairs, amount))
    return returned, [account.balance for account in bank]


def audited(transfer, pair):
    """A transfer, and an audit at any moment of it: what the audit counted."""
    bank = far_apart(100, 100)
    *_, total = all_at_once([*calls(transfer, bank, [pair], 30), Call(lambda: audit(bank), "audit")])
    return total


def beside_a_wait(transfer):
    """Account 1 is in use for a second; one transfer needs it, and then one that does not."""
    bank = accounts(100, 100, 100, 100)
    holder = hold(bank[0], lambda: Event().wait(1))  # no sleep, so that each sleep is the answer's
    first, second = calls(transfer, bank, [(1, 2), (3, 4)], 30)
    began = moment()
    first.start()
    Event().wait(0.25)
    second.start()
    second.join()
    late = moment() - began - 0.25
    first.join()
    holder.join()
    return first.returned, second.returned, round(late, 3)


def moment():
    return time.monotonic()


def bare(transfer, source, target, amount):
    """What was done to a balance while nobody held its lock: (account, how)."""
    bank = guarded(100, 100)
    transfer(bank[source - 1], bank[target - 1], amount)
    return [(account.number, how) for account in bank for how in account.bare]


# -- claims ----------------------------------------------------------------------------------


def called(source, target, amount):
    return f"transfer(account {source}, account {target}, {amount!r})"


def judge_alone(bench, run, source, target, amount):
    returned, balances, changed = run.result
    enough = amount <= 100
    told = f"both balances are 100, and {called(source, target, amount)}"
    right = [100, 100]
    if enough:
        right[source - 1] -= amount
        right[target - 1] += amount
    bench.require(
        balances == right, f"{told} leaves the balances {balances}, and {right} were expected.", run
    )
    bench.require(returned is enough, f"{told} returned {returned!r}, and {enough} was expected.", run)
    other = "has another lock, number or owner: who waits for the lock that it had does not know the new one."
    bench.require(
        not changed, f"after {called(source, target, amount)} account {changed and changed[0]} {other}", run
    )


def judge_locks(answer, bench, source, target, amount):
    run = bench.run(lambda: bare(answer, source, target, amount))
    run.shows_result = False
    for number, how in run.result:
        told = (
            f"in {called(source, target, amount)} the balance of account {number} is {how}, and nobody holds"
        )
        bench.require(False, f"{told} the lock of that account: somebody may be at it.", run)


def judge_error(bench, run, target, error, before, returned):
    told = called(1, target, WRONG_AMOUNT)
    bench.require(error is not None, f"{told} should raise TypeError, and it says nothing.", run)
    other = f"{told} should raise TypeError, and instead: {crash(error)}"
    bench.require(isinstance(error, TypeError), other, run)
    bench.require(before == [100, 100], f"{told} raised, and left the balances {before}.", run)
    bench.require(
        returned is True, f"{told} raised, and transfer 1 to 2 after it returned {returned!r}.", run
    )


def try_orders(answer, bench, pairs, balances, amount):
    """Every order of these transfers; where there are too many, those with few interruptions."""
    names = " and ".join(f"{source} to {target}" for source, target in pairs)
    start = f"transfers of {amount} at once, {names}, with the balances {list(balances)}"
    possible = outcomes(pairs, balances, amount)

    def told(run):
        if run.outcome != "finished":  # held together by a sleep, and ends otherwise without
            return stuck(run)
        returned, left = run.result
        sleeps = " A nap is no turn: nobody knows how long the others take." * slept(run)
        if sum(left) != sum(balances) or min(left) < 0:
            return (
                f"{start}: they leave {left}. Somebody changed a balance between another's look at it and "
                f"the change.{sleeps}"
            )
        return (
            f"{start}: they returned {returned} and left {left}, as no order of whole transfers does.{sleeps}"
        )

    for bounds in ({"max_schedules": 12}, {"max_preemptions": 2, "max_schedules": 40}):
        found = bench.schedules(
            lambda: together(answer, pairs, balances, amount),
            check=lambda run: run.result in possible,
            says={"deadlock": stuck, "check": told, "sleep": told, "endless": ENDLESS},
            switch="opcode",
            **bounds,
        )
        if found.complete:
            return


def outcomes(pairs, balances, amount):
    """What whole transfers, one after the other in any order, may return and leave."""
    found = []
    for order in permutations(range(len(pairs))):
        left, returned = list(balances), [None] * len(pairs)
        for place in order:
            source, target = pairs[place]
            returned[place] = left[source - 1] >= amount
            if returned[place]:
                left[source - 1] -= amount
                left[target - 1] += amount
        found.append((returned, left))
    return found


def try_audit(answer, bench, pair):
    way = "from account 2 to 1001" if pair == (1, 2) else "from account 1001 to 2"
    start = f"an audit while 30 are on their way {way}"

    def told(run):
        return (
            f"{start} counts {run.result} instead of 200: for a moment the money is in no account, or in "
            "both. Who changes the two balances holds both locks meanwhile."
        )

    def stuck_with_audit(run):
        return (
            f"stuck: {start} waits for ever, and so does the transfer. The audit takes the locks in the "
            "order of the numbers: an order is one only if all keep it."
            if any(thread.thread == "audit" for thread in run.stuck)
            else stuck(run)
        )

    bench.schedules(
        lambda: audited(answer, pair),
        check=lambda run: run.result == 200,
        says={"deadlock": stuck_with_audit, "check": told, "endless": ENDLESS},
        max_schedules=60,
    )


ENDLESS = (
    "it goes on for ever: one takes a lock, does not get the other, and gives the first one back, again and "
    "again, and so does the other thread. Everybody moves, and nobody gets anywhere."
)


def stuck(run):
    """Who waits for whom."""
    circle = blocked_cycle(run.statuses)
    if len(circle) > 1:
        return (
            f"stuck: {' and '.join(circle)} wait for each other. Each holds a lock that the next one wants."
        )
    waiting = [thread.thread for thread in run.stuck if thread.kind == "acquire"]
    return f"stuck: {waiting[0]} waits for a lock that is never given back." if waiting else None


def itself(run):
    """A transfer from an account to itself."""
    if any(thread.kind == "acquire" for thread in run.stuck):
        return (
            "stuck: transfer(account 1, account 1, …) asks for a lock that it holds already, and waits for "
            "itself."
        )
    return None


def kept(run):
    """A lock that was not given back by who raised."""
    if any(thread.kind == "acquire" for thread in run.stuck):
        return (
            f"stuck: a transfer of {WRONG_AMOUNT!r} raised TypeError, and a lock that it took was not given "
            "back: it has to be, on every way out."
        )
    return None


# -- amounts, and patience -------------------------------------------------------------------


def tried(answer, case):
    """What is promised of any amounts: moved there and back, between accounts of 100."""
    bank = accounts(100, 100, 100)
    one, two, _ = bank
    return {
        "what it returned": [answer(one, two, amount) for amount in case.items],
        "what it returned on the way back": [answer(two, one, amount) for amount in case.items],
        "what it returned for an account and itself": [answer(two, two, amount) for amount in case.items],
        "the balances": [account.balance for account in bank],
    }


def late(answer, case):
    """An account is in use for a while, once the first that is needed and once the second."""
    for used in (0, 1):
        bank = accounts(100, 100)
        holder = hold(bank[used], lambda: Event().wait(1 * case.pace))
        answer(*bank, 30)
        answer(bank[1], bank[0], 30)
        holder.join()
    return {}


AMOUNTS = {
    "kinds": Input("amounts of many kinds", lambda: [3, 2.5, True, Fraction(1, 2)]),
    "too big": Input("amounts that are too big", lambda: [100, 1_000_000, 101]),
}
BATTERY = Battery(
    program=tried,
    inputs=("none",),
    more=AMOUNTS,
    searched=(),  # the check searches
    drawn=(),
    late=late,
    timeless=True,
    says={"deadlock": stuck, "leak": OF_ITS_OWN},
)
JUDGE = Code(check, answer="transfer", battery=BATTERY)
