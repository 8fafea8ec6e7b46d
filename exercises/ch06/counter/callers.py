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


def raised_by(call, items):
    """The error that the call raised, or None."""
    switch_point()
    try:
        call(items)
    except Exception as error:  # which one is what is asked
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
