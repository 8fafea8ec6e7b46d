"""Wrong on purpose: the greater number first.

Belief: which way round does not matter, as long as it is an order.
Truth:  the audit begins with the smallest.
Verdict: The audit takes the locks in the order
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: -account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
