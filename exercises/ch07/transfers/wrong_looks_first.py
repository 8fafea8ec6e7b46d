"""Wrong on purpose: it looks whether both are free, and then takes them.

Belief: locked() says that nobody can come first.
Truth:  it says so of the moment in which it looks.
Verdict: asks again and again
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    while source.lock.locked() or target.lock.locked():
        pass
    with source.lock, target.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
