"""Wrong on purpose: it returns nothing where all went well.

Belief: no news is good news.
Truth:  the caller was promised True.
Verdict: returned None, and True was expected
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return None if source.balance >= amount else False
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
