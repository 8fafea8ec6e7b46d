"""Wrong on purpose: a thread of its own moves the money.

Belief: whoever does not wait is in no circle.
Truth:  the call returns before the money is moved.
Verdict: leaves the balances
"""

from threading import Thread


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.number)

    def move():
        with first.lock, second.lock:
            source.balance -= amount
            target.balance += amount

    with source.lock:
        if source.balance < amount:
            return False
    Thread(target=move).start()
    return True
