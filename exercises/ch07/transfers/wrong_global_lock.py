"""Wrong on purpose: one lock for all transfers, around the two.

Belief: with one transfer at a time there is no circle.
Truth:  the audit does not know that lock: it holds one account while the transfer holds the other.
Verdict: The audit takes the locks in the order
"""

from threading import Lock

all_transfers = Lock()


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    with all_transfers, source.lock, target.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
