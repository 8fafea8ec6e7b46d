"""1.3: four timelines to read; every answer is read off simulated runs, also what a change would do."""

from exercises.questions import Choice, Number

from .timelines import (
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

ANSWER = "guess"
picture = four


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
    "a": ("the main thread waits from beginning to end", main_waits),
    "b": ("the threads end one after another", ends_apart),
    "c": ("one thread works at a time, and the others that have begun wait for their turn", takes_turns),
    "d": ("it takes as long as the parts of all threads together", as_long_as_all),
}


def sign(variant):
    holds = {
        letter: [kind for kind in KINDS if test(run_of(kind, durations(variant)))]
        for letter, (_, test) in SIGNS.items()
    }
    (right,) = [letter for letter, kinds in holds.items() if kinds == ["python"]]
    wrong = {}
    for letter, kinds in holds.items():
        others = sorted(letter_of(kind, variant) for kind in kinds if kind != "python")
        wrong[letter] = f"that is so elsewhere as well (timeline {', '.join(others)}): it can't be the sign."
    return Choice(
        "sign",
        "What is it that only a program bound by the GIL shows?",
        {letter: f"{text}." for letter, (text, _) in SIGNS.items()},
        right,
        wrong,
        "The waiting that is not for an item, a server or a thread: it is for a turn.",
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


def cure(variant):
    seconds = durations(variant)
    now, halves = run_of("python", seconds).elapsed, tuple(part / 2 for part in seconds for _ in range(2))
    tried = {
        "a": run_of("python", halves).elapsed,
        "b": run_of("python", seconds, seed=None).elapsed,  # whoever has it keeps it to the end
        "c": run_of("processes", seconds).elapsed,  # a GIL each: nobody is in anybody's way
        "d": run_of("python in a row", seconds).elapsed,
    }
    why = {
        "a": "Twice as many threads share one GIL.",
        "b": "Fewer turns, and still one at a time.",
        "d": "Then nobody waits for a turn, and everybody waits for the start.",
    }
    return Choice(
        "cure",
        "What would make the program that is bound by the GIL faster? (Starting things takes no time here.)",
        {
            "a": "twice as many threads, each with half of the work",
            "b": "longer turns, so that the GIL changes hands less often",
            "c": "a process in place of each thread",
            "d": "joining each thread before the next one starts",
        },
        min(tried, key=lambda letter: tried[letter]),
        {letter: f"tried: {ms(tried[letter])}, and it was {ms(now)}. {text}" for letter, text in why.items()},
        f"Tried: {ms(tried['c'])} instead of {ms(now)}. Each process has a GIL of its own.",
    )


def words(variant):
    plain = {question.name: question.answer for question in questions(0)}
    now = {question.name: question.answer for question in questions(variant)}
    return {
        f'"which": "{plain["which"]}"': f'"which": "{now["which"]}"',
        f'"row": {plain["row"]:.0f}': f'"row": {now["row"]:.0f}',
    }
