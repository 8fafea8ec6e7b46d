"""Right in another style: a context manager that holds accounts in order."""

from contextlib import contextmanager


@contextmanager
def holding(first, *others):
    """Hold the locks of accounts in this order."""
    with first.lock:
        if others:
            with holding(*others):
                yield
        else:
            yield


def transfer(source, target, amount):
    in_order = sorted({source, target}, key=lambda account: account.number)
    with holding(*in_order):
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
