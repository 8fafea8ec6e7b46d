"""Wrong on purpose: in the order of the addresses.

Belief: id is different for any two objects, so it is an order.
Truth:  it is one for the transfers, and the audit keeps another.
Verdict: The audit takes the locks in the order
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=id)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
