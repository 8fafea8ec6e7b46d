"""Wrong on purpose: looks at the balance without the lock where nothing is to be moved.

Belief: who changes nothing needs no lock.
Truth:  another thread may be in the middle of a change: who reads holds the lock, too.
Verdict: is read, and nobody holds
"""


def transfer(source, target, amount):
    if source is target:
        return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
