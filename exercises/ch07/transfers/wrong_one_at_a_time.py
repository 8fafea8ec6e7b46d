"""Wrong on purpose: it gives the first lock back before it takes the second.

Belief: who never holds two locks can never be in a circle.
Truth:  true, and in between the money is in no account: the audit counts it.
Verdict: is in no account
"""


def transfer(source, target, amount):
    with source.lock:
        if source.balance < amount:
            return False
        if source is target:
            return True
        source.balance -= amount
    with target.lock:
        target.balance += amount
    return True
