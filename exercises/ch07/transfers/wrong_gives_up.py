"""Wrong on purpose: it waits a second for the second lock and then says no.

Belief: a timeout cures a deadlock.
Truth:  it ends the wait, and the money has not been moved though it was there.
Verdict: returned
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    with source.lock:
        if not target.lock.acquire(timeout=1):
            return False
        try:
            if source.balance < amount:
                return False
            source.balance -= amount
            target.balance += amount
            return True
        finally:
            target.lock.release()
