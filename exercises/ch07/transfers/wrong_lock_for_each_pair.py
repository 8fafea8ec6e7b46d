"""Wrong on purpose: a lock for each pair of accounts instead of theirs.

Belief: two who move between other accounts need not meet.
Truth:  who moves from 1 to 2 and who moves from 1 to 3 change the same balance.
Verdict: Somebody changed a balance
"""

from collections import defaultdict
from threading import Lock

locks = defaultdict(Lock)


def transfer(source, target, amount):
    with locks[frozenset((source.number, target.number))]:
        if source.balance < amount:
            return False
        now = source.balance
        if source is not target:
            source.balance = now - amount
            now = target.balance
            target.balance = now + amount
        return True
