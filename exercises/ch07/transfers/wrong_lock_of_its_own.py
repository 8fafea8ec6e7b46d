"""Wrong on purpose: one lock of its own instead of theirs.

Belief: one lock for all is simpler than two for each call.
Truth:  the audit asks for the accounts' locks, and nobody holds them.
Verdict: is in no account
"""

from threading import Lock

all_transfers = Lock()


def transfer(source, target, amount):
    with all_transfers:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
