"""Wrong on purpose: in the order of the addresses of the locks.

Belief: what is taken is the lock, so it is the lock that is put in order.
Truth:  it is one for the transfers, and the audit keeps another.
Verdict: The audit takes the locks in the order
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source.lock, target.lock), key=id)
    with first, second:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
