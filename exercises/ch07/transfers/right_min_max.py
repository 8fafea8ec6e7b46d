"""Right in another style: min and max of the numbers."""

from operator import attrgetter

by_number = attrgetter("number")


def transfer(source, target, amount):
    low = min(source, target, key=by_number)
    high = max(source, target, key=by_number)
    if low is high:
        with low.lock:
            return low.balance >= amount
    with low.lock, high.lock:
        enough = source.balance >= amount
        if enough:
            source.balance -= amount
            target.balance += amount
        return enough
