"""The check of 6.1 meets wrong answers that the gallery has not."""

import threading
from threading import Lock, Thread

import pytest

from exercises.catalogue import find
from exercises.engine.check import judged
from exercises.engine.source_text import answer_in


class Plain:
    """The counter of the stub, to derive others from."""

    def __init__(self):
        self.value = 0
        self.lock = Lock()

    def add(self, items):
        self.value += items

    def remove(self, items):
        self.value -= items


def under(make_lock):
    """The counter with another kind of lock."""

    class Guarded(Plain):
        def __init__(self):
            self.value = 0
            self.lock = make_lock()

        def add(self, items):
            with self.lock:
                self.value += items

        def remove(self, items):
            with self.lock:
                self.value -= items

    return Guarded


class Nothing(Plain):
    def add(self, items):
        pass


class Constant(Plain):
    value = property(lambda self: 2, lambda self, value: None)


class Method(Plain):
    def value(self):
        return 2

    def __init__(self):
        pass

    def add(self, items):
        pass

    remove = add


class OfTheClass(Plain):
    total = [0]  # noqa: RUF012 - the mistake

    def __init__(self):
        self.lock = Lock()

    value = property(lambda self: self.total[0])

    def add(self, items):
        with self.lock:
            self.total[0] += items

    def remove(self, items):
        self.add(-items)


class Swallows(under(Lock)):
    def add(self, items):
        if isinstance(items, int):
            super().add(items)


class Raises(Plain):
    def add(self, items):
        raise NotImplementedError("later")


class ForgetsToRelease(Plain):
    def add(self, items):
        self.lock.acquire()
        self.value += items

    def remove(self, items):
        self.lock.acquire()
        self.value -= items


class TriesTheLock(Plain):
    def add(self, items):
        if self.lock.acquire(blocking=False):
            try:
                self.value += items
            finally:
                self.lock.release()

    def remove(self, items):
        self.add(-items)


class GivesUpWaiting(Plain):
    def add(self, items):
        got = self.lock.acquire(timeout=1)
        try:
            self.value += items
        finally:
            if got:
                self.lock.release()

    def remove(self, items):
        self.add(-items)


class Flag(Plain):
    busy = False

    def add(self, items):
        while self.busy:
            pass
        self.busy = True
        try:
            self.value += items
        finally:
            self.busy = False

    def remove(self, items):
        self.add(-items)


class OnlyAdd(Plain):
    def add(self, items):
        with self.lock:
            self.value += items


class InAThread(Plain):
    def add(self, items):
        items = 0 + items
        thread = Thread(target=super().add, args=(items,))
        thread.start()
        thread.join()


class NewLockEachTime(Plain):
    def add(self, items):
        self.lock = Lock()
        with self.lock:
            self.value += items


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        (None, "there is nothing yet"),
        (Plain(), "a function or class was expected"),
        (Plain, "Nothing keeps the other thread out"),
        (Nothing, "one thread, add(5) and remove(3), and the counter says -3"),
        (Constant, "a new counter says 2"),
        (Method, "without brackets"),
        (OfTheClass, "the counter says 102 instead of 2"),
        (Swallows, "whoever calls must hear of it"),
        (Raises, "not written yet"),
        (ForgetsToRelease, "in this call or in one before"),
        (TriesTheLock, "went on without it"),
        (GivesUpWaiting, "went on without it"),
        (Flag, "Nothing keeps the other thread out"),
        (OnlyAdd, "it is not kept out"),
        (InAThread, "Nothing keeps the other thread out"),
        (NewLockEachTime, "not the same lock"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_wrong_answer_gets_its_sentence(answer, phrase):
    """Whatever is handed in, the verdict names what is wrong, and no thread outlives it."""
    before = set(threading.enumerate())
    told = judged("6.1", answer)
    assert not told.passed
    assert phrase in told.message, told
    assert set(threading.enumerate()) <= before


def test_the_story_shows_the_learners_lines():
    """Who reads, who writes, in the learner's own words, in at most one table."""
    exercise = find("6.1")
    told = str(judged("6.1", answer_in(exercise, "wrong_write_only.py")))
    assert "after = self.value + items  [reads self.value = 0]" in told
    assert "self.value = after  [self.value becomes" in told


def test_all_orders_were_tried_inside_lines_too():
    """The verdict on the solution claims all schedules, not a sample."""
    told = judged("6.1", answer_in(find("6.1"), "solution.py"))
    assert "all 21 schedules that can differ" in told.message
