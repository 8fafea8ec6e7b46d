"""Wrong on purpose: without any lock.

Belief: without locks there is no deadlock.
Truth:  and no sum that is right.
Verdict: Somebody changed a balance
"""


def transfer(source, target, amount):
    if source.balance < amount:
        return False
    now = source.balance
    source.balance = now - amount
    now = target.balance
    target.balance = now + amount
    return True
