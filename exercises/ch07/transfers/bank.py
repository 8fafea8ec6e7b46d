"""The bank of 7.1: its accounts, and who calls what at the same time.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

from threading import Event, Lock, Thread

from exercises.ch07.philosophers.dinner import is_held
from exercises.engine.inputs import switch_point

OWNERS = ("Ada", "Ada", "Bob", "Ada")


class Account:
    """An account, as the task describes it."""

    def __init__(self):
        self.lock = Lock()
        self.number, self.owner, self.balance = 0, "", 0

    def __repr__(self):
        return f"<account {self.number}>"


class Guarded(Account):
    """An account that notes in ``bare`` when its balance is read or changed while nobody holds its lock."""

    def __init__(self):
        self.bare = []
        super().__init__()

    @property
    def balance(self):
        self._touched("read")
        return self._balance

    @balance.setter
    def balance(self, balance):
        self._touched("changed")
        self._balance = balance

    def _touched(self, how):
        if self.number and not is_held(self.lock):
            self.bare.append(how)


def guarded(*balances):
    """The same accounts, and from now on they note who touches them."""
    return accounts(*balances, kind=Guarded)


def accounts(*balances, kind=Account):
    """An account for each balance, numbered from 1: where addresses grow, numbers fall."""
    made = sorted((kind() for _ in balances), key=id, reverse=True)
    locks = sorted((account.lock for account in made), key=id, reverse=True)
    for number, (account, balance) in enumerate(zip(made, balances, strict=True), 1):
        account.balance, account.lock = balance, locks[number - 1]
        account.number, account.owner = number, OWNERS[number - 1]
    return made


def far_apart(*balances):
    """Two accounts that stand the other way round by their owners' names, and by their numbers as texts.

    And by the last digits of their numbers.
    """
    bank = accounts(*balances)
    (bank[0].number, bank[0].owner), (bank[1].number, bank[1].owner) = (2, "Eve"), (1001, "Bob")
    return bank


class Call(Thread):
    """A thread that calls once; ``returned``."""

    def __init__(self, call, name):
        super().__init__(name=name)
        self.call, self.returned = call, None

    def run(self):
        switch_point()
        self.returned = self.call()
        switch_point()


def calls(transfer, bank, pairs, amount):
    """A thread for each pair of numbers, that moves the amount from one account to the other."""
    return [
        Call(
            lambda source=source, target=target: transfer(bank[source - 1], bank[target - 1], amount),
            f"transfer {bank[source - 1].number} to {bank[target - 1].number}",
        )
        for source, target in pairs
    ]


def audit(bank):
    """The sum of all balances, with every lock in hand."""
    for account in bank:  # in the order of their numbers
        account.lock.acquire()
    total = sum(account.balance for account in bank)
    for account in bank:
        account.lock.release()
    return total


def all_at_once(callers):
    """All of them; what each returned."""
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return [caller.returned for caller in callers]


def hold(account, wait):
    """Start a thread that holds this account's lock for a while; it does so when this returns."""
    held = Event()

    def holder():
        with account.lock:
            held.set()
            wait()

    thread = Thread(target=holder, name="holder")
    thread.start()
    held.wait()
    return thread
