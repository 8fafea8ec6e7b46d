def transfer(source, target, amount):
    """Move an amount from one account to another; return whether there was enough."""
    # A thread that asks for a lock it already holds waits for itself. Nothing is to be moved here anyway.
    if source is target:
        with source.lock:
            return source.balance >= amount
    # Who waits for a lock holds only locks with smaller numbers. So along any chain of waiting threads the
    # numbers grow, and it can never come back to where it began. It has to be the order that all others keep,
    # the audit too, and no two accounts may share a place in it: an owner's name or a balance will not do.
    first, second = sorted((source, target), key=lambda account: account.number)
    # Both are held from the look at the balance to the last change: in between nobody sees money missing.
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
