"""1.3: four timelines to read; every answer is read off simulated runs, also what a change would do."""

import random

from exercises.ch01.gil_bound.timelines import (
    KINDS,
    as_long_as_all,
    durations,
    ends_apart,
    four,
    letter_of,
    letters,
    main_waits,
    ms,
    run_of,
    takes_turns,
)
from exercises.engine.questions import Choice, Number
from exercises.judges import Quiz


def questions(variant):
    return [which(variant), sign(variant), row(variant), cure(variant)]


def which(variant):
    said = {
        "C": "there several threads work at the same time: with the GIL in the way they could not.",
        "row": "no thread waits for its turn there: the next is not even started before the last has ended.",
        "sleeping": "its threads sleep nearly all the time, and a thread that sleeps has let go of the GIL.",
    }
    found = [
        letter for letter, kind in letters(variant).items() if takes_turns(run_of(kind, durations(variant)))
    ]
    (right,) = found
    return Choice(
        "which",
        "Which of the timelines is bound by the GIL?",
        {letter: f"timeline {letter}" for letter in letters(variant)},
        right,
        {letter: said[kind] for letter, kind in letters(variant).items() if kind in said},
    )


SIGNS = {
    "main": ("the main thread waits from beginning to end", main_waits),
    "apart": ("the threads end one after another", ends_apart),
    "turns": ("one thread works at a time, and the others that have begun wait for their turn", takes_turns),
    "sum": ("it takes as long as the parts of all threads together", as_long_as_all),
}


def lettered(names, variant, question):
    """Letter -> name: as they stand, or in an order of the variant's own."""
    names = list(names)
    if variant:
        random.Random(f"{question} {variant}").shuffle(names)  # noqa: S311 - dice
    return dict(zip("abcd", names, strict=True))


def sign(variant):
    order = lettered(SIGNS, variant, "sign")
    holds = {
        letter: [kind for kind in KINDS if SIGNS[name][1](run_of(kind, durations(variant)))]
        for letter, name in order.items()
    }
    (right,) = [letter for letter, kinds in holds.items() if kinds == ["python"]]
    wrong = {}
    for letter, kinds in holds.items():
        others = sorted(letter_of(kind, variant) for kind in kinds if kind != "python")
        where = f"timeline{'s' * (len(others) > 1)} {', '.join(others)}"
        wrong[letter] = f"that is so elsewhere as well ({where}): it can't be the sign."
    return Choice(
        "sign",
        "Which of these signs does it alone show, of the four programs?",
        {letter: f"{SIGNS[name][0]}." for letter, name in order.items()},
        right,
        wrong,
        "Those who wait could work: what they wait for is their turn. (Threads that share one lock look "
        "the same: a timeline shows that they take turns, and the code shows for what.)",
    )


def row(variant):
    seconds, letter = durations(variant), letter_of("row", variant)
    mended = run_of("row mended", seconds)
    return Number(
        "row",
        f"In timeline {letter} no two threads are there at the same time. How many milliseconds would it "
        "take if all of them were started before the first is joined?",
        round(1000 * mended.elapsed, 3),
        "ms",
        0.02,
        "The longest of its threads is not done by then.",
        "The sleeps would overlap: do you have to add anything up?",
        f"Started together, timeline {letter} takes as long as its longest thread: no GIL was in the way.",
    )


CURES = {
    "processes": ("a process in place of each thread", "Each process has a GIL of its own."),
    "threads": ("twice as many threads, each with half of the work", "Twice as many threads share one GIL."),
    "turns": (
        "longer turns, so that the GIL changes hands less often",
        "Fewer turns, and still one at a time.",
    ),
    "row": (
        "joining each thread before the next one starts",
        "Then nobody waits for a turn, and everybody waits for the start.",
    ),
}


def cure(variant):
    seconds, order = durations(variant), lettered(CURES, variant, "cure")
    now, halves = run_of("python", seconds).elapsed, tuple(part / 2 for part in seconds for _ in range(2))
    tried = {
        "threads": run_of("python", halves).elapsed,
        "turns": run_of("python", seconds, seed=None).elapsed,  # whoever has it keeps it to the end
        "processes": run_of("processes", seconds).elapsed,  # a GIL each: nobody is in anybody's way
        "row": run_of("python in a row", seconds).elapsed,
    }
    best = min(tried, key=lambda name: tried[name])
    return Choice(
        "cure",
        "What would make the program that is bound by the GIL faster? (Starting things takes no time here.)",
        {letter: CURES[name][0] for letter, name in order.items()},
        next(letter for letter, name in order.items() if name == best),
        {
            letter: f"tried: it takes {ms(tried[name])}, as before. {CURES[name][1]}"
            if ms(tried[name]) == ms(now)
            else f"tried: it takes {ms(tried[name])} instead of {ms(now)}. {CURES[name][1]}"
            for letter, name in order.items()
            if name != best
        },
        f"Tried: {ms(tried[best])} instead of {ms(now)}. {CURES[best][1]}",
    )


def words(variant):
    plain = {question.name: question.answer for question in questions(0)}
    now = {question.name: question.answer for question in questions(variant)}
    chosen = ("which", "sign", "cure")
    return {
        **{f'"{name}": "{plain[name]}"': f'"{name}": "{now[name]}"' for name in chosen},
        f'"row": {plain["row"]:.0f}': f'"row": {now["row"]:.0f}',
    }


JUDGE = Quiz(questions, words=words, picture=four)
