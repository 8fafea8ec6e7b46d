"""Right in another style: an ExitStack, over a dict of the accounts by their numbers."""

from contextlib import ExitStack


def transfer(source, target, amount):
    both = {account.number: account for account in (source, target)}
    with ExitStack() as stack:
        for number in sorted(both):
            stack.enter_context(both[number].lock)
        enough = source.balance >= amount
        if enough and source is not target:
            source.balance, target.balance = source.balance - amount, target.balance + amount
        return enough
