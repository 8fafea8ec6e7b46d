def transfer(source, target, amount):
    """Move an amount from one account to another; return whether there was enough.

    Given:  two accounts, each with a number, an owner, a balance and a lock; the function is right as long
            as nobody else calls it.
    Do:     mend it, so that no order of steps of several transfers, and of an audit, gets stuck.
    Never:  sleep, give up, ask again and again, or make those wait who need neither account.
    Size:   about 5 lines more.   Stuck: the hints below, one at a time
    """
    with source.lock, target.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
