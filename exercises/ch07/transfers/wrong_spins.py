"""Wrong on purpose: it tries again and again, without a pause.

Belief: who holds nothing while it waits is in no circle.
Truth:  it keeps a core busy for as long as the account is in use.
Verdict: asks again and again
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    while True:
        with source.lock:
            if target.lock.acquire(blocking=False):
                try:
                    if source.balance < amount:
                        return False
                    source.balance -= amount
                    target.balance += amount
                    return True
                finally:
                    target.lock.release()
