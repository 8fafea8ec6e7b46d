"""Wrong on purpose: it gives the locks back only after a change.

Belief: without a change there is nothing to give back.
Truth:  a lock that was taken has to be given back on every way out.
Verdict: never given back
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.number)
    first.lock.acquire()
    second.lock.acquire()
    try:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
    except TypeError:
        second.lock.release()
        first.lock.release()
        raise
    second.lock.release()
    first.lock.release()
    return True
