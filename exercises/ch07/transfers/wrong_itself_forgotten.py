"""Wrong on purpose: the order of the numbers, and a transfer to itself is forgotten.

Belief: an order helps against every circle.
Truth:  who asks for a lock that it holds waits for itself, in any order.
Verdict: waits for itself
"""


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
