"""2.4: the questions, answered by running the program; then what is looked at in the mended one.

Order: one list or many · lost names · sizes · what went through the queue · a queue without room · every
order of a small program · who waits for the other · who cuts again · a list that changed after put ·
the names that are forgotten · naps.
"""

import functools
import queue
import random
from collections import defaultdict
from functools import cache
from itertools import zip_longest
from threading import Thread

from exercises.ch02 import texts
from exercises.ch02.reused_list.shelves import LONG, Late, Noting, Recut, Seen, Slow, held
from exercises.engine.battery import Battery
from exercises.engine.inputs import left_in
from exercises.engine.lent import Lent
from exercises.engine.questions import Choice, Number
from exercises.engine.spy_queue import Anew
from exercises.engine.verdict import Refusal
from exercises.judges import Code
from exercises.lessons.drawings import reference_drawing
from pipeline_core import lab
from pipeline_core.lab.text import brief

NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivo", "Jill", "Kim", "Lea", "Mo", "Nina")
SEEN = 8  # names, while somebody looks at all that was put
PLACES = 2  # of the queue; the names make more groups
FEW = ("Ada", "Ben", "Cleo")
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


def check(answer, bench):
    names, size = guests(bench.variant)
    elsewhere = None
    for some in (names, names[: 2 * size], names[:size], [*names[:size], *names[:size]], names[:1], []):
        given = Anew(Lent)
        shelf = Anew(lambda given=given, some=some: Noting(PLACES, lambda: given.last == some))
        told = functools.partial(stuck, shelf=shelf, names=some, given=given, size=size)
        run = bench.run(
            lambda shelf=shelf, given=given, some=some: answer(given(some), shelf(), size),
            says={**SAYS, "deadlock": told},
        )
        spy = shelf.last
        judge_lists(bench, run)
        if changed(spy) and lost(run, some):
            every_order(answer, bench)  # the same happens there, and takes less telling
        judge_names(bench, run, some, size)
        bench.require(not some or spy.were, "the groups did not go through the queue.")
        count = len(groups(some, size))
        bench.require(min(spy.puts, spy.gets) >= count, PAST_IT.format(count, spy.puts, spy.gets))
        judge_what_was_put(bench, run, spy, some, size)
        bench.all_ended(UNJOINED)
        alone = len(run.threads) == 1 or (count > PLACES and not spy.passed_to_another())
        bench.require(not some or not alone, "one thread did it all: a second one has to take what it puts.")
        bench.require(all(group is not given.last for group in run.result), CALLERS)
        lent = spy.lent or given.last.touched
        bench.require(not lent or given.last != some, LENT)  # if it is not put right, the battery tells
        elsewhere = elsewhere or shared_wait(run)
    texts.own_ones(bench, lambda names: answer(names, queue.Queue(PLACES), 2), lambda names: groups(names, 2))
    spy = full_before_each_put(answer, bench, names, size)
    every_order(answer, bench)
    side_by_side(answer, bench)
    cut_once(answer, bench, names, size)
    as_it_was_put(answer, bench)
    bench.require(not changed(spy), CHANGED.format(changed(spy)))
    bench.require(elsewhere is None, ELSEWHERE.format(elsewhere))


def shared_wait(run):
    """What a thread of the answer waits at, or may have to, and another one uses; or None."""
    users = defaultdict(set)
    for event in run.events:
        users[event.what, event.number_of_lock].add(event.number)
    for event in run.events:
        waits = event.number and event.kind in ("acquire", "wait") and event.what.word != "pool"
        if waits and len(users[event.what, event.number_of_lock]) > 1:
            return event.what
    return None


def may_hold(item, group):
    """Whether it is the group, as it was put; a text has all its names, and other things may."""
    if isinstance(item, list):
        return item == group
    if isinstance(item, str):
        return all(name in item for name in group)
    return item is not None and not isinstance(item, int)


def judge_what_was_put(bench, run, spy, names, size):
    """The groups, each complete; the result was made of what was taken; and there was no more room."""
    put = [was for _, was in spy.were]  # an end marker may come behind the groups
    for item, group in zip_longest(put[: len(groups(names, size))], groups(names, size)):
        bench.require(may_hold(item, group), NOT_THE_GROUP.format(item, group))
    if spy.taken is not None:
        beside = next((name for group in run.result for name in group if id(name) not in spy.taken), None)
        bench.require(beside is None, BESIDE_IT.format(beside))
    bench.require(spy.maxsize == PLACES and spy.peak <= PLACES, UNBOUND.format(PLACES, spy.peak))


def full_before_each_put(answer, bench, names, size):
    """One place only: whoever puts without waiting meets a full queue, with a full list in hand too."""
    shelf = Anew(lambda: Noting(1))
    run = bench.run(lambda: answer(list(names), shelf(), size), says={**SAYS, "deadlock": stuck})
    spy = shelf.last
    judge_lists(bench, run)
    judge_names(bench, run, names, size)
    return spy


def every_order(answer, bench):
    """Orders of three lists of one name: between lines, where most is found soon; then inside them."""
    for grain, most in (("line", 40), ("opcode", 20)):
        bench.schedules(
            lambda: answer(list(FEW), queue.Queue(1), 1),
            check=lambda run: in_every_order(bench, run),
            says={"sleep": nap, "leak": UNJOINED, "deadlock": stuck},
            switch=grain,
            max_schedules=most,
        )


def as_it_was_put(answer, bench):
    """Somebody looks at all that was put, again and again, in an order drawn by lot."""
    shelf = Anew(Seen)

    def program():
        spy = shelf()
        observer = Thread(target=spy.observe, name="observer")
        observer.start()
        answer(list(NAMES[:SEEN]), spy, 2)
        spy.over = True
        observer.join()

    bench.run(program, says={**SAYS, "deadlock": stuck}, switch="opcode", seed=1)
    if shelf.last.differs is not None:
        raise Refusal(FOR_A_WHILE.format(*shelf.last.differs))


def side_by_side(answer, bench):
    """There is room for all lists: neither side waits for the other, but for the consumer in its get."""
    names = list(NAMES)
    for slow in ("get", "put"):
        shelf = Anew(lambda slow=slow: Slow(slow, len(names)))
        run = bench.run(
            lambda shelf=shelf: answer(list(names), shelf(), 1),
            says={**SAYS, "deadlock": stuck, "error": timed},
        )
        away = shelf.last.away
        late = next((number for number, took in enumerate(away["put"], 1) if took >= LONG), None)
        bench.require(late is None, IN_TURNS.format(late), run)
        late = next((number for number, took in enumerate(away["get"], 1) if took >= LONG), None)
        bench.require(late is None, NOT_IN_GET.format(late), run)
        bench.require(slow == "put" or not shelf.last.behind, STAYS, run)


def cut_once(answer, bench, names, size):
    """What the consumer keeps is what it took, also if that is not cut as it was put."""
    shelf = Anew(lambda: Recut(len(groups(names, size))))
    run = bench.run(lambda: answer(list(names), shelf(), size), says={**SAYS, "deadlock": stuck})
    out = shelf.last.out
    bench.require(len(out) < shelf.last.count or run.result == out, CUT_AGAIN.format(out, run.result), run)


def changed(spy):
    """The first list, as it was put, that is another one now; or None."""
    return next((was for item, was in spy.were if held(item) != was), None)


def lost(run, names):
    here = [name for group in run.result or () for name in group]
    return [name for name in names if name not in here]


def judge_lists(bench, run):
    """A list of lists came back, and there are as many on the heap as in the result."""
    got = run.result
    bench.require(isinstance(got, list), f"your answer returned {got!r}: a list of lists was expected.", run)
    for group in got:
        kind = type(group).__name__
        bench.require(
            isinstance(group, list), f"a group of the result is a {kind}: a list was expected.", run
        )
    objects = len({id(group) for group in got})
    if objects < len(got):
        raise Refusal(
            f"the {len(got)} places of the result point at {objects} list{'s' * (objects != 1)}: what the "
            "producer does to a list that it has put, it does to the consumer's.",
            picture=reference_drawing(got, "list", "name"),
        )


def judge_names(bench, run, names, size):
    """No name lost, none twice, each in its group."""
    got = run.result
    gone = lost(run, names)
    here = [name for group in got for name in group]
    foreign = next((name for name in here if name not in names), None)
    bench.require(foreign is None, KEPT.format(foreign, names), run)
    bench.require(not gone, f"{len(gone)} of {len(names)} names were lost, the first is {gone[:1]}.", run)
    told = f"the groups should be {groups(names, size)}, and they are {got}."
    bench.require(got == groups(names, size), told, run)


def groups(names, size):
    return [names[start : start + size] for start in range(0, len(names), size)]


def in_every_order(bench, run):
    got, expected = run.result, groups([*FEW], 1)
    if sorted(got) == sorted(expected):
        bench.require(got == expected, IN_ANOTHER_ORDER.format(expected, got), run)
    bench.require(got == expected, ON_THE_WAY.format(expected, got), run)
    return True


def no_room(run):
    """Full left a thread of the answer."""
    return NO_ROOM if isinstance(run.error, queue.Full) else None


def timed(run):
    """A wait was given up."""
    return TIMED if isinstance(run.error, queue.Full | queue.Empty) else None


def nap(run):
    """It goes right as long as a timer is not over: of a wait with a timeout, or of a nap."""
    return timed(run) or NAP


def stuck(run, shelf=None, names=(), given=None, size=1):
    """Who waits, and why; ``shelf`` and so on where it is known what was handed in, and what became of it."""
    if given and given.last != names:
        now = brief(given.last)
        return f"stuck: your caller's list of names was {brief(names)} and is {now} now. Who reads it?"
    if any(thread.kind == "join" and thread.what.word == "queue" for thread in run.stuck):
        return TASKS
    waits = {thread.kind for thread in run.stuck}
    if "put" in waits:
        return NO_TAKER
    if "get" in waits:
        counted = f": {shelf.last.puts} were put, for {len(groups(names, size))} groups" if shelf else ""
        return f"stuck: a get waits for a list, and nobody puts one any more{counted}."
    return None


TASKS = (
    "stuck: the queue's own join waits until task_done has been called for each list, and nobody calls it "
    "any more."
)
NO_TAKER = (
    "stuck: a put waits for room, and nobody takes. Do both threads run before you wait for one of them?"
)
PAST_IT = (
    "not every list went through the queue: for {} groups, {} were put in by a put, and {} taken out by a "
    "get."
)
KEPT = (
    "{!r} is in the result, and is none of the names, {}. What does your answer keep from one call to the "
    "next, or make of a name?"
)
IN_TURNS = (
    "right results, and the two take turns: there was room for all lists, and list {} was put only when the "
    "consumer had taken one before it. Hand over a list that nobody fills again: then nobody has to wait."
)
NOT_THE_GROUP = (
    "right results, but {!r} was put where the group {!r} was to be handed on: each group goes through the "
    "queue as one item, and holds all its names when it is put."
)
BESIDE_IT = (
    "right results, but the name {!r} in the result came from elsewhere, and not out of what get returned: "
    "the consumer knows no more than what it takes."
)
UNBOUND = (
    "right results, but the queue was given with maxsize {}, and up to {} lists were in it, since maxsize "
    "was changed: it is your caller's, and its bound keeps the producer from running ahead."
)
CALLERS = (
    "right results, but a group of the result is your caller's own list of names: whoever changes the one "
    "changes the other."
)
LENT = (
    "right results, but while your answer ran your caller's list of names was another one: it is put right "
    "at the end, and whoever looks at it before finds it changed. Leave it as it is."
)
CHANGED = (
    "right results here, but {} was changed after it was put: from put on it is the consumer's, who may not "
    "have looked at it yet. Hand over a list that nobody fills again."
)
ELSEWHERE = (
    "right results, but a thread may have to wait at the {}, which another one uses as well: only put and "
    "get may wait for the other thread."
)
UNJOINED = "your answer returned while a thread of it was still running: join both threads."
NO_ROOM = (
    "Full left the producer: the queue had no room at that moment, and the list in its hand was lost. How "
    "late room comes, nobody knows: a put that waits is asked for."
)
SAYS = {"leak": UNJOINED, "error": no_room}
NAP = (
    "it is held together by a nap: when the other thread takes longer than that, it goes wrong as below. "
    "From put on a list is the consumer's, however late that is."
)
TIMED = (
    "a wait with a timeout is given up where the other thread takes longer than that, and what was in hand "
    "is lost. How late it is, nobody knows: the plain put and get wait as long as it takes."
)
NOT_IN_GET = (
    "right results, but with a producer that takes its time the call number {} of get comes late: the "
    "consumer waits for the producer elsewhere. Only put and get may wait."
)
STAYS = (
    "right results, but there was room for all lists, and the producer was still there when the consumer was "
    "about to take the last one. For what does it wait? Only put and get may wait for the other thread."
)
CUT_AGAIN = (
    "the consumer took {}, and what came back is {}: what it keeps is what it took, and is not cut once more."
)
IN_ANOTHER_ORDER = (
    "in the order below the groups {} came back as {}: all are there, and in another order. One thread that "
    "puts and one that takes keep it."
)
ON_THE_WAY = (
    "in the order below {} was put and {} arrived: a list was changed between put and its copy, or not kept. "
    "From put on it is the consumer's."
)
FOR_A_WHILE = (
    "right results, but {} was put, and held {} for a while afterwards: from put on it is the consumer's, "
    "who may look at it at any moment."
)


def tried(answer, case):
    """What is promised of any names, through a queue of a single place."""
    given, shelf = case.items, case.queue(1, held=("get", "put"))
    return {
        "the groups of two": answer(given, shelf, 2),
        "your caller's list of names": given,
        "what is left in the queue": left_in(shelf),
    }


def late(answer, case):
    answer([*FEW], Late(case), 1)
    return {}


JUDGE = Code(
    check,
    answer="guess, in_groups",
    questions=questions,
    words=words,
    battery=Battery(
        program=tried,
        late=late,
        alone=tried,
        inputs=texts.INPUTS,
        more={
            name: each for name, each in texts.MORE.items() if name != "kinds"
        },  # a group may travel as text
        searched=(),  # every_order does it
        calls="",
        waits="two",
        timeless=True,
        says={**SAYS, "deadlock": stuck, "sleep": nap},
    ),
)
