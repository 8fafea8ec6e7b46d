"""Wrong on purpose: a transfer to itself is refused.

Belief: nothing is moved, so nothing has succeeded.
Truth:  the task says: whether there is enough.
Verdict: returned False, and True was expected
"""


def transfer(source, target, amount):
    if source is target:
        return False
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
