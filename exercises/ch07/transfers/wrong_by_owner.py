"""Wrong on purpose: in the order of the owners.

Belief: an order by name is an order.
Truth:  two accounts of one owner have one place in it: they are taken as they were given.
Verdict: wait for each other
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.owner)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
