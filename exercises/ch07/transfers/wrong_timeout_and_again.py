"""Wrong on purpose: a timeout; then it gives both back and tries again.

Belief: a timeout cures a deadlock.
Truth:  it asks again and again while the account is in use, and two that do so can meet for ever.
Verdict: asks again and again
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    while True:
        with source.lock:
            if target.lock.acquire(timeout=0.1):
                try:
                    if source.balance < amount:
                        return False
                    source.balance -= amount
                    target.balance += amount
                    return True
                finally:
                    target.lock.release()
