"""Wrong on purpose: it tries the second lock, gives the first back, naps, and tries again.

Belief: backing off for a moment lets the other through.
Truth:  it looks up every moment for as long as the account is in use.
Verdict: asks again and again
"""

from time import sleep


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
        sleep(0.01)
