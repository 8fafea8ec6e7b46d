"""What the checks of chapter 06 ask about the locks of a run.

Inside:  who held which lock when two threads met, who went on without one, who waits for its own; what is
         said of a lock that is not held all the way.
Outside: the other sentences about it (each exercise's ``check.py``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from pipeline_core.lab.story.run import Run
from pipeline_core.lab.story.watcher import Event

Held = dict[int, Counter[int]]  # thread -> how often it holds each lock


def after_each_step(run: Run) -> Iterator[tuple[Event, Held]]:
    """Each step, and what every thread holds after it; a wait at a condition gives all back for a while."""
    held: Held = defaultdict(Counter)
    for event in run.events:
        mine = held[event.number]
        if event.kind == "release":
            # a lock may be given back by another thread than the one that took it
            owner = mine if mine[event.number_of_lock] else holder(held, event.number_of_lock)
            owner[event.number_of_lock] -= 1
        elif "acquire" in event.kind and not event.vain:
            mine[event.number_of_lock] += 1
        elif event.kind == "wait" and event.what.word == "condition":
            mine.clear()
        yield event, held


def holder(held: Held, lock: int) -> Counter[int]:
    """What the thread holds that holds this lock; an empty count if nobody does."""
    return next((each for each in held.values() if each[lock] > 0), Counter())


def took_one(run: Run) -> bool:
    """Whether anybody got a lock."""
    return any("acquire" in event.kind and not event.vain for event in run.events)


def met_inside(run: Run) -> str:
    """Whether two threads held a lock at once: "one" and the same, as a semaphore allows, or "two"; or ""."""
    for _, held in after_each_step(run):
        inside = [{lock for lock, count in mine.items() if count > 0} for mine in held.values()]
        inside = [locks for locks in inside if locks]
        if len(inside) > 1:
            return "one" if set.intersection(*inside) else "two"
    return ""


def did_without(run: Run) -> bool:
    """Whether a thread asked for a lock in vain, and never again."""
    last = {event.number: event.vain for event in run.events if "acquire" in event.kind}
    return any(last.values())


def one_never_asked(run: Run) -> bool:
    """Whether only one thread asked for a lock since the first was started."""
    begun = next((place for place, event in enumerate(run.events) if event.kind == "start"), len(run.events))
    asked = {event.number for event in run.events[begun:] if "acquire" in event.kind}
    return len(asked) == 1


def slept(run: Run) -> bool:
    """Whether anybody slept."""
    return any(event.kind == "sleep" for event in run.events)


def alone_with_a_lock(run: Run) -> bool:
    """Whether all that is stuck is a single thread that asks for a lock, where no other thread ever was."""
    return len(run.threads) == 1 and [thread.kind for thread in run.stuck] == ["acquire"]


def held_when(run: Run, kind: str) -> list[set[int]]:
    """The locks that each thread held when it did such a step."""
    return [
        {lock for lock, count in held[event.number].items() if count > 0}
        for event, held in after_each_step(run)
        if event.kind == kind
    ]


LETS_IN_TWO = "Both threads were inside at the same moment: what lets in more than one is no lock."
IN_PIECES = (
    "There is a lock, and something that both threads use is read or written outside it, or in two takings "
    "of it."
)
