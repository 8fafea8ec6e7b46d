"""Wrong on purpose: it lets whoever would be second sleep, and hopes.

Belief: a short pause before the second lock lets the other one through.
Truth:  nobody knows how long the other takes; a sleep makes a deadlock rare, or likely.
Verdict: wait for each other
"""

from time import sleep


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    if source.number > target.number:
        sleep(0.01)
    with source.lock, target.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
