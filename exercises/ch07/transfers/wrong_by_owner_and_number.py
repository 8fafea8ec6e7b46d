"""Wrong on purpose: in the order of the owners, and of one owner's accounts in that of the numbers.

Belief: any order without two in one place will do.
Truth:  it has to be the one that all others keep, and the audit goes by the numbers alone.
Verdict: an order is one only if all keep it
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: (account.owner, account.number))
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
