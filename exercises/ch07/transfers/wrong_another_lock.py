"""Wrong on purpose: gives an account that pays itself a lock that may be taken twice.

Belief: with an RLock nobody waits for oneself.
Truth:  who waits for the lock that the account had before does not know the new one, and both go in.
Verdict: has another lock, number or owner
"""

from threading import RLock


def transfer(source, target, amount):
    if source is target:
        source.lock = RLock()
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
