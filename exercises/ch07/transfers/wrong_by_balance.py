"""Wrong on purpose: the poorer account first.

Belief: any order will do, and the balance is at hand.
Truth:  two balances may be equal, and both change: two threads may see two orders.
Verdict: wait for each other
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.balance)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
