"""Who sits at the tables of 7.2, and what they eat.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

from threading import Event, Lock, Thread

from exercises.engine.inputs import switch_point
from exercises.engine.verdict import Refusal


class Dinner:
    """A table with so many seats, and what happens at it; ``eaten``: the seats, as they ate."""

    def __init__(self, table_class, seats, fork=None):
        self.forks = [Lock() for _ in range(seats)]
        self.table = table_class([fork(lock) for lock in self.forks] if fork else list(self.forks))
        self.eating, self.eaten = [], []

    def meal(self, seat, seconds=0.0, error=None):
        """What ``dine`` is given: it looks whether the rules are kept."""

        def eat():
            left, right = seat, (seat + 1) % len(self.forks)
            for side, number in (("left", left), ("right", right)):
                if not is_held(self.forks[number]):
                    told = f"the philosopher at seat {seat} eats, and fork {number}, at the {side},"
                    raise Refusal(f"{told} lies on the table: whoever eats holds both forks.")
            for other in self.eating:
                if len({left, right, other, (other + 1) % len(self.forks)}) < 4:
                    raise Refusal(f"seats {other} and {seat} eat at the same time, and share a fork.")
            self.eating.append(seat)
            switch_point()
            if seconds:
                Event().wait(seconds)  # no sleep, so that each sleep is the answer's
            self.eating.remove(seat)
            self.eaten.append(seat)
            if error is not None:
                raise error
            return f"meal {seat}"

        return eat

    def philosopher(self, seat, meals=1, seconds=0.0):
        """The thread of a philosopher, not yet started."""
        return Philosopher(self, seat, meals, seconds)


class Philosopher(Thread):
    """Eats so many times, and notes what ``dine`` returned."""

    def __init__(self, dinner, seat, meals, seconds):
        super().__init__(name=f"philosopher {seat}")
        self.dinner, self.seat, self.meals, self.seconds = dinner, seat, meals, seconds
        self.returned = []

    def run(self):
        for _ in range(self.meals):
            meal = self.dinner.meal(self.seat, self.seconds)
            self.returned.append(self.dinner.table.dine(self.seat, meal))


class HeavyFork:
    """A lock that takes a moment to pick up, so that those who begin together all have their first one."""

    def __init__(self, lock):
        self.lock = lock
        self.release = lock.release
        self.locked = lock.locked

    def acquire(self, *how, **named):
        got = self.lock.acquire(*how, **named)
        if got:
            Event().wait(0.01)  # no sleep, so that each sleep is the answer's
        return got

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *error):
        self.release()


def is_held(fork):
    """Whether somebody holds it; in the lab asked behind its back, as a call would be a step of its own."""
    return fork.count > 0 if hasattr(fork, "count") else fork.locked()


def all_at_once(philosophers):
    """All of them; what dine returned to each."""
    for each in philosophers:
        each.start()
    all_ended(philosophers)
    return [each.returned for each in philosophers]


def all_ended(philosophers):
    """Wait until all of them have eaten."""
    for each in philosophers:
        each.join()
