"""Wrong on purpose: it looks at the balance before it has the locks.

Belief: a refusal needs no lock.
Truth:  between the look and the change somebody else may take the money.
Verdict: Somebody changed a balance
"""


def transfer(source, target, amount):
    if source.balance < amount:
        return False
    if source is target:
        return True
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount
    return True
