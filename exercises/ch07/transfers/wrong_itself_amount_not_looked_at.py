"""Wrong on purpose: the way for an account and itself forgives an amount that can't be compared.

Belief: nothing is moved there, so the amount does not matter.
Truth:  the task says: TypeError, whichever accounts they are.
Verdict: transfer(account 1, account 1, 'three') should raise TypeError
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            try:
                return source.balance >= amount
            except TypeError:
                return False
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
