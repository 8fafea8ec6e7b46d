"""Right in another style: if the second lock is taken, it waits for that one with empty hands."""


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = source, target
    while True:
        with first.lock:
            if second.lock.acquire(blocking=False):
                try:
                    if source.balance < amount:
                        return False
                    source.balance -= amount
                    target.balance += amount
                    return True
                finally:
                    second.lock.release()
        first, second = second, first
