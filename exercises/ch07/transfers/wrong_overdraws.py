"""Wrong on purpose: it moves whatever is asked for.

Belief: who has too little owes it.
Truth:  where there is not enough nothing is changed.
Verdict: leaves the balances
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount
        return source.balance >= 0
