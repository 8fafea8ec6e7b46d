"""Wrong on purpose: acquire and release, and nothing for the error.

Belief: the end of the function is always reached.
Truth:  an amount that can't be compared raises in the middle.
Verdict: was not given back
"""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.number)
    first.lock.acquire()
    second.lock.acquire()
    enough = source.balance >= amount
    if enough:
        source.balance -= amount
        target.balance += amount
    second.lock.release()
    first.lock.release()
    return enough
