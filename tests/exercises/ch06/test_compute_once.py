"""The check of 6.3 meets wrong answers that the gallery has not."""

import functools
import threading
from threading import Event, Lock, RLock

import pytest

from exercises.engine.check import judged


class Plain:
    """The cache of the stub, to derive others from."""

    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        if key not in self.known:
            self.known[key] = self.compute(key)
        return self.known[key]


class Reentrant(Plain):
    def __init__(self, compute):
        super().__init__(compute)
        self.lock = RLock()

    def get(self, key):
        with self.lock:
            return super().get(key)


class Lru:
    def __init__(self, compute):
        self.get = functools.lru_cache(maxsize=None)(compute)


class NoCache(Plain):
    def get(self, key):
        return self.compute(key)


class Invents(Plain):
    def get(self, key):
        return key.upper()


class ComputesUnderTheLock(Plain):
    def get(self, key):
        if key not in self.known:
            with self.lock:
                self.known[key] = self.compute(key)
        return self.known[key]


class LockInTheCall(Plain):
    def get(self, key):
        with Lock():  # noqa: PLW2101 - the mistake
            return super().get(key)


class Swallows(Reentrant):
    def get(self, key):
        try:
            return super().get(key)
        except ConnectionError:
            return None


class RemembersTheError(Plain):
    def get(self, key):
        with self.lock:
            if key not in self.known:
                try:
                    self.known[key] = self.compute(key)
                except ConnectionError as error:
                    self.known[key] = error
            if isinstance(self.known[key], Exception):
                raise self.known[key]
            return self.known[key]


class WaitsForASet(Plain):
    def __init__(self, compute):
        super().__init__(compute)
        self.started, self.done = set(), Event()

    def get(self, key):
        if key in self.started:
            self.done.wait()
            return self.known[key]
        self.started.add(key)
        try:
            return super().get(key)
        finally:
            self.started.discard(key) if key not in self.known else None
            self.done.set()


class LockAndThenAgain(Plain):
    def get(self, key):
        with self.lock, self.lock:
            return super().get(key)


class PeeksAgain(Plain):
    busy = False

    def get(self, key):
        while self.busy:
            pass
        self.busy = True
        try:
            return super().get(key)
        finally:
            self.busy = False


class OneSlot(Plain):
    """A value kept on self between two methods: the other thread's may be there by then."""

    def get(self, key):
        self.key = key
        with self.lock:
            if self.key not in self.known:
                self.known[self.key] = self.compute(self.key)
        return self.known[self.key]


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        (None, "there is nothing yet"),
        (Plain, "Both looked before either had stored"),
        (Lru, "is computed 2 times"),
        (NoCache, "and the key is computed 2 times"),
        (Invents, "compute('nothing') returns None"),
        (ComputesUnderTheLock, "not held from the look to the store"),
        (LockInTheCall, "not the same one"),
        (Swallows, "the caller has to get the exception itself"),
        (RemembersTheError, "has to compute again"),
        (WaitsForASet, "raised KeyError: 'a'"),
        (LockAndThenAgain, "it has taken it itself"),
        (PeeksAgain, "asks again and again"),
        (OneSlot, "get('b') returned 'A'"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_wrong_answer_gets_its_sentence(answer, phrase):
    """Whatever is handed in, the verdict names what is wrong, and no thread outlives it."""
    before = set(threading.enumerate())
    told = judged("6.3", answer)
    assert not told.passed
    assert phrase in told.message, told
    assert set(threading.enumerate()) <= before
