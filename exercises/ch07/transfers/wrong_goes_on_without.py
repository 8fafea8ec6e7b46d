"""Wrong on purpose: it waits a second for the second lock and goes on without.

Belief: after a second the other will be through.
Truth:  nobody knows how long the other takes.
Verdict: Somebody changed a balance
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    with source.lock:
        held = target.lock.acquire(timeout=1)
        try:
            if source.balance < amount:
                return False
            source.balance -= amount
            target.balance += amount
            return True
        finally:
            if held:
                target.lock.release()
