"""Wrong on purpose: it says no if the second lock is not free.

Belief: a lock that is taken means: not now.
Truth:  whoever calls was promised True where there is enough.
Verdict: returned
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    with source.lock:
        if not target.lock.acquire(blocking=False):
            return False
        try:
            if source.balance < amount:
                return False
            source.balance -= amount
            target.balance += amount
            return True
        finally:
            target.lock.release()
