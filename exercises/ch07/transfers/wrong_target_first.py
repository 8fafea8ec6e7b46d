"""Wrong on purpose: the other way round.

Belief: the source first was the mistake, so the target first is the cure.
Truth:  both calls are turned round, and meet as before.
Verdict: wait for each other
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    with target.lock, source.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
