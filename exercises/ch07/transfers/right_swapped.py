"""Right in another style: recursion: the call with the accounts in order does the work."""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    return in_order(source, target, source, target, amount)


def in_order(low, high, source, target, amount):
    """Hold low, then high; turn them round first if need be."""
    if low.number > high.number:
        return in_order(high, low, source, target, amount)
    with low.lock, high.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
