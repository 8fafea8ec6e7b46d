"""Right in another style: a class whose instances are called."""


class Transfer:
    """Moves money; what locks have to be held is told by ``in_order``."""

    @staticmethod
    def in_order(*accounts):
        return sorted(accounts, key=lambda account: account.number)

    def __call__(self, source, target, amount):
        if source.number == target.number:
            with source.lock:
                return bool(source.balance >= amount)
        first, second = self.in_order(source, target)
        with first.lock, second.lock:
            if amount <= source.balance:
                source.balance -= amount
                target.balance += amount
                return True
        return False


transfer = Transfer()
