"""7.4: four dumps to read; what is right was found by running the programs under the lab."""

import functools
import random
from threading import RLock

from exercises.ch07.four_dumps.dumps import PATIENTS, kept, source_of
from exercises.engine.questions import Choice
from exercises.judges import Quiz
from pipeline_core import lab
from pipeline_core.lab.story.blocked import blocked_cycle

KINDS = ("locks", "gone", "pool", "join", "slow")
PLACES = ("first", "second", "third", "fourth")
TOLD = {
    "locks": "Two threads hold a lock each, and each waits for the one that the other holds.",
    "gone": "A thread waits for room in a full queue, and the thread that should take from it has ended.",
    "pool": "All threads of a pool wait for sub-tasks that wait for a free thread of that pool.",
    "join": "A thread waits for the end of another one, and holds the lock that this one needs.",
    "slow": "Nothing is stuck: one thread is at work, slowly, and the others wait for it.",
}
# What a dump would have to show if the answer were that one.
NEEDS = {
    "locks": "two threads would have to stand at a line that takes a lock.",
    "gone": "a thread would have to be in `put`, and no other be there that calls `get`.",
    "pool": "every thread of the pool would have to be in `result`.",
    "join": "the thread that is joined would have to stand at a line that takes a lock.",
    "slow": "some thread would have to be in a call that ends by itself.",
}
# What it shows.
SHOWS = {
    "locks": "Here two threads stand at a `with`, and hold something already: see what each is inside of. "
    "What can end that?",
    "gone": "Here `read` is in `put`. Who takes from that queue, and where is that thread?",
    "pool": "Here both threads of the pool are in one line. For what do they wait, and who could do it?",
    "join": "Here `main` is in `join`, and holds a lock. At what does the other thread stand?",
    "slow": "Here look at `fetch`: does its last call wait for another thread?",
}
WHY = {
    "locks": "`deliver` is inside `under(here, …)`, and stands at the `with` of `under(there, …)`; "
    "`take_back` has it the other way round.",
    "gone": "Nobody is in the dump who takes from that queue: it was `save`, which has died of a bad row.",
    "pool": "Each of the two is in `result`, and the sub-tasks they wait for are in the pool's queue.",
    "join": "`main` joins inside `under(lock, …)`, and `work` stands at the `with` of its own.",
    "slow": "`sleep`, as a read from a socket, ends by itself: only the others depend on somebody.",
}


def kind_of(patient):
    """What is wrong with a program, from a run of it under the lab."""
    run = lab.simulate(source_of(patient).main, watch=source_of(patient))
    if run.outcome == "finished":
        return "slow"
    waiting = {each.kind for each in run.stuck}
    if "result" in waiting:
        return "pool"
    if "put" in waiting:
        return "gone"
    circle = blocked_cycle(run.statuses)
    return "join" if "MainThread" in circle else "locks"


@functools.cache
def kinds():
    """Kind -> the program that has it."""
    return {kind_of(patient): patient for patient in PATIENTS}


def chosen(variant):
    """The four kinds of this variant, in order, and the letter of each option."""
    dice = random.Random(variant)  # noqa: S311 - a choice, not a secret
    others = ["gone", "pool", "join"]
    if variant:
        others.remove(dice.choice(others))
    else:
        others.remove("join")
    four = ["locks", "slow", *others]
    dice.shuffle(four)
    options = list(KINDS)
    dice.shuffle(options)
    return four, dict(zip("abcde", options, strict=True))


def dump_text(patient):
    """A dump as a reader gets it."""
    lines = []
    for thread, steps in kept(patient).items():
        lines.append(f"Thread {thread!r}:")
        for file, line, function, text in steps:
            where = f"{file}, line {line}, in {function}" if line else f"{file}, in {function}"
            lines.append(f"  {where:34}  {text}".rstrip())
    return "\n".join(lines)


def questions(variant):
    four, options = chosen(variant)
    asked = []
    for place, kind in zip(PLACES, four, strict=True):
        right = next(letter for letter, each in options.items() if each == kind)
        asked.append(
            Choice(
                place,
                f"The {place} dump. What is wrong?\n\n```text\n{dump_text(kinds()[kind])}\n```",
                {letter: TOLD[each] for letter, each in options.items()},
                right,
                {
                    letter: f"for that, {NEEDS[each]} {SHOWS[kind]}"
                    for letter, each in options.items()
                    if each != kind
                },
                WHY[kind],
            )
        )
    return [*asked, cure()]


def cure():
    """What ends the circle of the two locks: tried, each in every order."""
    ledger = source_of("ledger").main
    tried = {
        "a": functools.partial(ledger, RLock, RLock),
        "b": functools.partial(ledger, same_order=True),
        "c": ledger,  # the sleeps are of any length in a search
    }
    holds = {letter: lab.explore(each, watch=source_of("ledger")).complete for letter, each in tried.items()}
    right = [letter for letter, complete in holds.items() if complete]
    return Choice(
        "cure",
        "In the program with the two locks, what keeps it from getting stuck in any order of steps?",
        {
            "a": "an `RLock` in the place of each `Lock`",
            "b": "both threads take the lock `here` first",
            "c": "`take_back` sleeps a second longer before it takes a lock",
            "d": "a timeout for the `join` of `main`",
        },
        right[0],
        {
            "a": "tried: stuck as before. An `RLock` lets its own holder in again; here each waits for the "
            "other.",
            "c": "tried, with sleeps of any length: stuck in some order. Nobody knows how long `deliver` "
            "takes.",
            "d": "then `main` goes on after a while, and the two wait as before: neither waits for `main`.",
        },
        "Tried in every order: with one order for all, the two can't hold one lock each.",
    )


def words(variant):
    """The letters of the solution, which are those of variant 0, in another one."""
    letters, plain = ({each.name: each.answer for each in questions(number)} for number in (variant, 0))
    return {f'"{name}": "{plain[name]}"': f'"{name}": "{letters[name]}"' for name in plain}


JUDGE = Quiz(questions, words=words)
