"""Right in another style: an if for each direction."""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    if source.number < target.number:
        with source.lock, target.lock:
            return move(source, target, amount)
    with target.lock, source.lock:
        return move(source, target, amount)


def move(source, target, amount):
    if source.balance < amount:
        return False
    source.balance -= amount
    target.balance += amount
    return True
