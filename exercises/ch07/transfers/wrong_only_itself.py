"""Wrong on purpose: only the transfer to itself is mended.

Belief: the circle came from an account that is both.
Truth:  two accounts and two threads are enough for one.
Verdict: wait for each other
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    with source.lock, target.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
