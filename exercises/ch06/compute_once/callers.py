"""Who calls the cache, and what it calls.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

from threading import Event, Thread

from exercises.engine.inputs import switch_point

TOLD = ("no answer today",)  # what an error of compute says
BEHIND = LookupError("no such row")  # what was at hand when every second one was raised


class Cancelled(BaseException):
    """Like KeyboardInterrupt and asyncio's CancelledError it is no Exception."""


class Computing:
    """A ``compute`` that notes its calls, of which the first ``failing`` raise; ``seconds`` for each key.

    ``only``: the one key for which it raises, so often, or None.
    """

    def __init__(self, failing=0, kind=ConnectionError, seconds=None, prefix="", only=None):
        self.calls, self.only = [], only
        self.errors = [kind(*TOLD) for _ in range(failing)]
        for error in self.errors[1::2]:
            error.__context__ = BEHIND
        self.seconds, self.prefix = seconds or {}, prefix

    def raised(self, error):
        """Whether it is one of its errors, and no other that looks like it."""
        return any(error is each for each in self.errors)

    def new_context(self):
        """Of the first error whose ``__context__`` is another now: what it was, and is; else None."""
        had = (BEHIND if place % 2 else None for place in range(len(self.errors)))
        pairs = ((was, error.__context__) for was, error in zip(had, self.errors, strict=True))
        return next(((was, now) for was, now in pairs if now is not was), None)

    def __call__(self, key):
        self.calls.append(key)
        number = len(self.calls)
        switch_point()
        if self.seconds:
            Event().wait(self.seconds[key])  # no sleep, so that each sleep is the answer's
        if self.only is not None:
            number = self.calls.count(key) if key == self.only else len(self.errors) + 1
        if number <= len(self.errors):
            raise self.errors[number - 1]
        switch_point()
        return None if key == "nothing" else self.prefix + str(key).upper()


class Caller(Thread):
    """A thread that asks for one key, and again while it gets what compute raised; ``got``."""

    def __init__(self, cache, key, compute, number):
        super().__init__(name=f"caller {number}")
        self.cache, self.key, self.compute = cache, key, compute
        self.got = None

    def run(self):
        for _ in range(1 + len(self.compute.errors)):
            try:
                self.got = self.cache.get(self.key)
            except BaseException as error:
                if not self.compute.raised(error):
                    raise
                self.got = error
            else:
                return


def call(cache, keys, compute):
    """A caller for each key, all at once; what each got, in the order of keys."""
    return together([Caller(cache, key, compute, number) for number, key in enumerate(keys, 1)], 0)


def call_from_here(cache, keys, compute):
    """The same with the last caller in this thread: fewer steps, so fewer orders."""
    return together([Caller(cache, key, compute, number) for number, key in enumerate(keys, 1)], 1)


def together(callers, here):
    """All of them at once, ``here`` of them in this thread."""
    others = callers[: len(callers) - here]
    for caller in others:
        caller.start()
    for caller in callers[len(others) :]:
        caller.run()
    for caller in others:
        caller.join()
    return [caller.got for caller in callers]


class OneCall(Thread):
    """A thread that asks once: ``got`` is what get returned, or raised, whatever it is."""

    def __init__(self, cache, key, number):
        super().__init__(name=f"caller {number}")
        self.cache, self.key, self.got = cache, key, None
        self.raised = False

    def run(self):
        try:
            self.got = self.cache.get(self.key)
        except BaseException as error:
            self.got, self.raised = error, True


def one_by_one(cache, key, times):
    """So many callers, each when the one before is through; what they got, and whether it was raised."""
    found = []
    for number in range(times):
        caller = OneCall(cache, key, number + 1)
        caller.start()
        caller.join()
        found.append((caller.got, caller.raised))
    return found
