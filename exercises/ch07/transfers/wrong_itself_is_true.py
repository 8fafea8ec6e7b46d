"""Wrong on purpose: a transfer to itself always succeeds.

Belief: nothing is moved, so nothing can fail.
Truth:  the task says: whether there is enough.
Verdict: returned True, and False was expected
"""


def transfer(source, target, amount):
    if source is target:
        return True
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
