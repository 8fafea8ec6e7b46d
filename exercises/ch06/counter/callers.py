"""Who calls the counter of 6.1, and with what.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

from threading import Event, Thread

from exercises.engine.inputs import switch_point


class Caller(Thread):
    """A thread that makes calls, [("add", 3)], one after the other; ``raised``: what each raised, or None."""

    def __init__(self, counter, calls):
        super().__init__(name=" and ".join(f"{name}({items!r})" for name, items in calls))
        self.counter, self.calls, self.raised = counter, calls, []

    def run(self):
        for name, items in self.calls:
            self.raised.append(raised_by(getattr(self.counter, name), items))


class Late(int):
    """An amount that takes a second to be added."""

    def __add__(self, other):
        Event().wait(1)  # no sleep, so that each sleep is the answer's
        return int(self) + other

    def __radd__(self, other):
        Event().wait(1)
        return other + int(self)


class Broken:
    """An amount of which sums raise ``error``, no TypeError, as 1.5 + 10**400 does: all but the first few."""

    def __init__(self, error, good=0):
        self.error, self.good = error, good

    def _raise(self, _other=None):
        self.good -= 1
        if self.good < 0:
            raise self.error
        return 20

    __add__ = __radd__ = __sub__ = __rsub__ = __neg__ = __pos__ = __mul__ = __rmul__ = _raise
    __float__ = __int__ = __complex__ = _raise

    def __repr__(self):
        return "<an amount that is too large>"


class Crates:
    """An amount of a kind of its own, which can be added to others and to a plain number, and no more."""

    def __init__(self, count):
        self.count = count

    def __add__(self, other):
        return Crates(self.count + getattr(other, "count", other))

    __radd__ = __add__

    def __neg__(self):
        return Crates(-self.count)

    def __pos__(self):
        return self

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Crates({self.count})"


class Alone(Broken):
    """The same for sums with anything but 0, to which it can be added."""

    def __add__(self, other):
        return self if other == 0 else self._raise()

    __radd__ = __rsub__ = __sub__ = __add__

    def __neg__(self):
        return self


class BrokenNumber(Broken, int):
    """The same, and a number for whoever looks at its kind."""

    def __new__(cls, *_told):
        return super().__new__(cls, 20)


class Turns(Thread):
    """A thread of two calls, of which the second waits for its turn: ``before`` and ``after`` are events."""

    def __init__(self, counter, first, second, before, after):
        super().__init__()
        self.counter, self.first, self.second, self.before, self.after = counter, first, second, before, after
        self.ready = Event()

    def run(self):
        self.counter.add(self.first)
        self.ready.set()
        self.before.wait()
        self.counter.add(self.second)
        self.after.set()


def read_meanwhile(counter):
    """What is read while one thread adds 3 to its 10, and then another takes 1 away."""
    go, one_through, both_through = Event(), Event(), Event()
    one = Turns(counter, 10, 3, go, one_through)
    other = Turns(counter, 0, -1, one_through, both_through)
    for thread in (one, other):
        thread.start()
        thread.ready.wait()
    go.set()
    read = counter.value
    both_through.wait()
    for thread in (one, other):
        thread.join()
    return read


def raised_by(call, items):
    """The error that the call raised, or None."""
    switch_point()
    try:
        call(items)
    except (Exception, KeyboardInterrupt) as error:  # which one is what is asked
        return error
    finally:
        switch_point()
    return None


def all_at_once(counter, lots):
    """A thread for each lot of calls, and all of them through; what they raised."""
    callers = [Caller(counter, calls) for calls in lots]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return [caller.raised for caller in callers]


def last_from_here(counter, lots):
    """The same with the last in this thread: fewer steps, so fewer orders."""
    *others, mine = (Caller(counter, calls) for calls in lots)
    for other in others:
        other.start()
    mine.run()
    for other in others:
        other.join()
    return [caller.raised for caller in (*others, mine)]
