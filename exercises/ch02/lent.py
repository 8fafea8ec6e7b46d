"""What is the caller's in chapter 02: his list, things that he hands in again, the queue's own lock.

Inside:  ``Lent``, a list that notes whether it was changed; ``again``: the same things, handed in more than
         once; ``reached_inside``.
Outside: the texts that are handed in (``texts``), what is said (each exercise's ``check.py``).
"""

import queue
from threading import Thread

from exercises.engine.bench import snapshot
from pipeline_core.lab.text import brief


def noted(name):
    """The method of a list, which notes that it was called."""
    change = getattr(list, name)

    def changing(self, *args, **named):
        self.touched = True
        return change(self, *args, **named)

    return changing


CHANGES = {
    "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse", "__setitem__", "__delitem__",
    "__iadd__", "__imul__",
}  # fmt: skip


class Lent(list):
    """The caller's list; ``touched``: whether anything was done to it that changes a list."""

    touched = False


for name in CHANGES:
    setattr(Lent, name, noted(name))
Lent.__name__ = Lent.__qualname__ = "list"


def again(call, items):
    """What three calls make of the same items: two at the same time, and one more on the queue of the first.

    ``call``: of a queue with a single place, and the items.
    """
    shelves, made = [queue.Queue(1), queue.Queue(1)], {}

    def calls(number):
        made[number] = call(shelves[number % 2], items)

    threads = [Thread(target=calls, args=(number,), name=f"call {number + 1}") for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first_two = [snapshot(made[number]) for number in range(2)]
    calls(2)
    return [*first_two, made[2]]


def judge_again(bench, call, items, expected, says):
    """Each of them is what one call alone would be."""
    run = bench.run(lambda: again(call, [*items]), says=says, switch="line", seed=1)
    for which, got in zip(WHICH, run.result, strict=True):
        told = f"{brief(got, 80)}, and {brief(expected, 80)} was expected"
        bench.require(got == expected, AGAIN.format(which, told), run)


WHICH = (
    "the first of two calls at the same time",
    "the second of two calls at the same time",
    "a third call",
)
AGAIN = (
    "{} returned {}. They were handed the same list, and the third one the queue of the first: what does "
    "your answer keep with what is your caller's, where another call finds it?"
)


def reached_inside(run):
    """Whether others than its methods took the queue's own lock; the last to take it was the check."""
    taken = [event.number_of_lock for event in run.events if event.kind == "acquire"]
    return taken.count(taken[-1]) > 1


INSIDE = (
    "right results, and it takes the queue's own lock, or a condition of it: what lies behind the queue's "
    "methods is the queue's own affair, and {}."
)
