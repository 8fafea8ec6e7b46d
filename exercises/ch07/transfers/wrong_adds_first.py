"""Wrong on purpose: gives first, and takes it back where there was not enough.

Belief: adding and taking away again changes nothing.
Truth:  of a float that is large enough, all that was there before is gone.
Verdict: leaves the balances
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        target.balance += amount
        if source.balance < amount:
            target.balance -= amount
            return False
        source.balance -= amount
        return True
