"""Wrong on purpose: in the order of the numbers, as texts.

Belief: texts have the order of the numbers in them.
Truth:  "1001" comes before "2", and the audit counts.
Verdict: an order is one only if all keep it
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: str(account.number))
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
