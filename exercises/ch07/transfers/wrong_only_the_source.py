"""Wrong on purpose: it locks the source alone.

Belief: money is taken from the source; to add to the target can do no harm.
Truth:  two that add to one account at once lose one of the sums.
Verdict: Somebody changed a balance
"""


def transfer(source, target, amount):
    with source.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
