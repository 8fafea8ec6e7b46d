"""2.4: the questions, answered by running the program; then what is looked at in the mended one.

Order: one list or many · lost names · sizes · a queue without room · every order of a small program · a list
that changed after put.
"""

import queue
import random
from functools import cache
from threading import Thread

from exercises.engine.questions import Choice, Number
from exercises.engine.spy_queue import SpyQueue
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from exercises.lessons.drawings import reference_drawing
from pipeline_core import lab

NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivo", "Jill", "Kim", "Lea", "Mo", "Nina")
SHAPES = ((8, 3), (11, 3), (9, 4), (10, 4), (5, 2), (14, 4), (13, 5), (7, 2))  # names, names in a full list


def broken(names, queue, size):
    """The program of the stub."""
    found = []

    def produce():
        group = []
        for name in names:  # take · end? the list knows
            group.append(name)  # work
            if len(group) == size:
                queue.put(group)  # hand on
                group.clear()  # and collect again
        if group:
            queue.put(group)  # hand on what is left

    def consume():
        for _ in range(-(-len(names) // size)):  # end? after as many groups as there are, rounded up
            group = queue.get()  # take
            found.append(group)  # hand on · pass the end on: nobody comes after us

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def guests(variant):
    """Who comes, and how many make a group."""
    if not variant:
        return list(NAMES[: SHAPES[0][0]]), SHAPES[0][1]
    dice = random.Random(variant)  # noqa: S311 - a class gets the same again
    count, size = SHAPES[int(dice.random() * len(SHAPES))]
    return dice.sample(NAMES, count), size


@cache
def arrived(variant):
    """What the program as it stands returns: run, not foreseen."""
    names, size = guests(variant)
    return lab.simulate(lambda: broken(names, queue.Queue(2), size), switch="sync").result


def questions(variant):
    names, size = guests(variant)
    found = arrived(variant)
    lists = {"a": names[:size], "b": [], "c": names[len(names) // size * size :], "d": names}
    named = ", ".join(names)
    return [
        Choice(
            "first",
            f"The names are {named}, and `size` is {size}. What is in the **first** list of the result?",
            {letter: f"`{held}`" for letter, held in lists.items()},
            next(letter for letter, held in lists.items() if held == found[0]),
            {
                "a": "so it was when it was put. But put copies nothing: what became of that list?",
                "b": "it was cleared, that is true. It was also filled again: with what, at last?",
                "d": "no moment comes at which one list holds them all: it is cleared whenever it is full.",
            },
        ),
        Number(
            "names",
            "How many names are there in **all** lists of the result? Each counts as often as it is there.",
            sum(map(len, found)),
            low="How many lists does the result have, and how long is each when both threads have ended?",
            high="You count lists as they were when they were put. What do the places point at in the end?",
            why=f"All {len(found)} places of the result point at one list, and it holds what was left over.",
        ),
    ]


def words(variant):
    told = [sum(map(len, arrived(each))) for each in (0, variant)]
    return {f'"names": {told[0]}': f'"names": {told[1]}'}


class Noting(SpyQueue):
    """Notes each list that is put, and what was in it then."""

    def __init__(self, maxsize):
        super().__init__(maxsize)
        self.were = []

    def _put(self, item):
        super()._put(item)
        self.were.append((item, list(item) if isinstance(item, list) else item))


def check(answer, bench):
    names, size = guests(bench.variant)
    for some in (names, names[: 2 * size], names[:1], []):
        spy = Noting(2)
        run = bench.run(lambda spy=spy, some=some: answer(list(some), spy, size), says=SAYS)
        judge_lists(bench, run)
        if changed(spy) and lost(run, some):
            every_order(answer, bench)  # the same happens there, and takes less telling
        judge_names(bench, run, some, size)
        bench.require(not some or spy.were, "the groups did not go through the queue.")
        bench.require(not bench.running, UNJOINED)
        bench.require(not some or len(run.threads) > 1, "one thread did it all: a second one has to take.")
    full_before_each_put(answer, bench, names, size)
    every_order(answer, bench)
    spy = Noting(2)
    bench.run(lambda: answer(list(names), spy, size))
    bench.require(
        not changed(spy),
        f"right results, but {changed(spy)} was changed after it was put: the producer has to wait for the "
        "consumer each time, so the two take turns. Hand over a list that nobody fills again.",
    )


def full_before_each_put(answer, bench, names, size):
    """One place only: whoever puts without waiting meets a full queue, with a full list in hand too."""
    run = bench.run(lambda: answer(list(names), Noting(1), size), says=SAYS)
    judge_lists(bench, run)
    judge_names(bench, run, names, size)


def every_order(answer, bench):
    """Orders of three names: between lines, where most is found soon; then inside them."""
    for grain, most in (("line", 60), ("opcode", 20)):
        bench.schedules(
            lambda: answer(["Ada", "Ben", "Cleo"], queue.Queue(1), 2),
            check=lambda run: in_every_order(bench, run),
            says={"sleep": NAP, "leak": UNJOINED},
            switch=grain,
            max_schedules=most,
        )


def changed(spy):
    """The first list, as it was put, that is another one now; or None."""
    return next((was for item, was in spy.were if item != was), None)


def lost(run, names):
    here = [name for group in run.result or () for name in group]
    return [name for name in names if name not in here]


def judge_lists(bench, run):
    """A list of lists came back, and there are as many on the heap as in the result."""
    got = run.result
    bench.require(isinstance(got, list), f"your answer returned {got!r}: a list of lists was expected.", run)
    for group in got:
        kind = type(group).__name__
        bench.require(isinstance(group, list | tuple), f"a group is a {kind}: a list was expected.", run)
    objects = len({id(group) for group in got})
    if objects < len(got) and isinstance(got[0], list):
        raise Refusal(
            f"the {len(got)} places of the result point at {objects} list{'s' * (objects != 1)}: what the "
            "producer does to a list that it has put, it does to the consumer's.",
            picture=reference_drawing(got, "list", "name"),
        )


def judge_names(bench, run, names, size):
    """No name lost, none twice, each in its group."""
    got = run.result
    gone = lost(run, names)
    bench.require(not gone, f"{len(gone)} of {len(names)} names were lost, the first is {gone[:1]}.", run)
    expected = groups(names, size)
    gone = lost(run, names)
    bench.require(not gone, f"{len(gone)} of {len(names)} names were lost, the first is {gone[:1]}.", run)
    told = f"the groups should be {expected}, and they are {got}."
    bench.require([list(group) for group in got] == expected, told, run)


def groups(names, size):
    return [names[start : start + size] for start in range(0, len(names), size)]


def in_every_order(bench, run):
    got, expected = run.result, [["Ada", "Ben"], ["Cleo"]]
    same = isinstance(got, list) and [list(group) for group in got] == expected
    bench.require(
        same,
        f"in the order below {expected} was put and {got} arrived: the list was changed between put and "
        "its copy. From put on it is the consumer's.",
        run,
    )
    return True


def no_room(run):
    """Full left a thread of the answer."""
    return NO_ROOM if isinstance(run.error, queue.Full) else None


UNJOINED = "your answer returned while a thread of it was still running: join both threads."
NO_ROOM = (
    "Full left the producer: the queue had no room at that moment, and the list in its hand was lost. How "
    "late room comes, nobody knows: a put that waits is asked for."
)
SAYS = {"leak": UNJOINED, "error": no_room}
NAP = (
    "it is held together by a nap: when the consumer takes longer than that, the list is changed before it "
    "is copied, as below. From put on it is the consumer's."
)


JUDGE = Code(check, answer="guess, in_groups", questions=questions, words=words)
