"""Right in another style: acquire, and release in a finally."""


def transfer(source, target, amount):
    accounts = sorted({source, target}, key=lambda account: account.number)
    for account in accounts:
        account.lock.acquire()
    try:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
    finally:
        for account in reversed(accounts):
            account.lock.release()
