"""Wrong on purpose: an amount that can't be compared is a no.

Belief: False is a friendlier error.
Truth:  the caller hears nothing of the mistake.
Verdict: should raise TypeError, and it says nothing
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        try:
            if source.balance < amount:
                return False
        except TypeError:
            return False
        source.balance -= amount
        target.balance += amount
        return True
