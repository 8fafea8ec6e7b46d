"""Wrong on purpose: the order of the numbers, and one lock for all transfers around it.

Belief: two cures are better than one.
Truth:  whoever waits for an account holds the lock that all others need.
Verdict: it waits for those who wait
"""

from threading import Lock

all_transfers = Lock()


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.number)
    with all_transfers, first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
