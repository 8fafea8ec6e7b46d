"""Wrong on purpose: in the order of the last two digits of the numbers.

Belief: two digits tell any two accounts apart.
Truth:  an order is one for all only if everybody keeps it, and the audit goes by the whole numbers.
Verdict: an order is one only if all keep it
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.number % 100)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
