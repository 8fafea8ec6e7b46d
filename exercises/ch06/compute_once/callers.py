"""Who calls the cache, and what it calls.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

from threading import Semaphore, Thread


class Computing:
    """A ``compute`` that notes its calls; the first ``failing`` of them raise."""

    def __init__(self, failing=0):
        self.calls = []
        # Each call is a step of its own, also where C code calls, whose lines are no switch points.
        self.noting = Semaphore()
        self.errors = [ConnectionError("no answer today") for _ in range(failing)]

    def __call__(self, key):
        with self.noting:
            self.calls.append(key)
        if len(self.calls) <= len(self.errors):
            raise self.errors[len(self.calls) - 1]
        return None if key == "nothing" else key.upper()


class Caller(Thread):
    """A thread that asks for one key; ``got`` is what get returned or raised."""

    def __init__(self, cache, key, number):
        super().__init__(name=f"caller {number}")
        self.cache, self.key, self.got = cache, key, None

    def run(self):
        try:
            self.got = self.cache.get(self.key)
        except ConnectionError as error:
            self.got = error


def call(cache, keys, first=1):
    """A caller for each key, all at once; what each got, in the order of keys."""
    callers = [Caller(cache, key, number) for number, key in enumerate(keys, first)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return [caller.got for caller in callers]


def call_from_here(cache, keys):
    """The same with the last caller in this thread: fewer steps, so fewer orders."""
    others = [Caller(cache, key, number) for number, key in enumerate(keys[:-1], 1)]
    for other in others:
        other.start()
    mine = Caller(cache, keys[-1], len(keys))
    mine.run()
    for other in others:
        other.join()
    return [caller.got for caller in (*others, mine)]
