"""11.2: which way is done first, by the rule that the task states; all answers are computed."""

from exercises.ch11.which_wins.costs import (
    BATCH,
    CORES,
    PROCESS,
    START,
    WAYS,
    asked,
    least_batch,
    one_by_one,
    seconds,
    short,
    told,
    winner,
)
from exercises.engine.questions import Choice, Number
from exercises.judges import Quiz

KINDS = {
    "python": "of pure Python",
    "waiting": "of waiting for a server",
    "c": "in C code that lets go of the GIL",
}
WHY_NOT = {
    "small": {
        "b": "each hand-over to a thread takes longer than such an item.",
        "c": "before the first process is there, a loop has done all of it.",
        "d": "few journeys are left, and still the processes have to be started.",
        "e": "forty cores are of no use while every item makes a journey of milliseconds.",
    },
    "python": {
        "a": "that uses one core, and there is work for all of them.",
        "b": "threads take turns for the GIL: that is a loop, and hand-overs besides.",
        "c": "work it out: how long do the journeys of all items take, one after the other?",
        "e": "more cores, and a far longer journey for each item: how long do all of them take?",
    },
    "pages": {
        "a": "it waits for one page after the other.",
        "c": "a process waits for one page at a time, as a thread does, and there are four.",
        "d": "a batch waits for its pages one after the other, and so few batches are not even shared well.",
        "e": "it comes close. But sixty-four can wait where forty can, and without a journey.",
    },
    "zip": {
        "a": "that uses one core. The others have nothing to do meanwhile.",
        "c": "they use the four cores, too, once they are started.",
        "d": "they use the four cores, too, once they are started.",
        "e": "how long do the journeys take, one after the other?",
    },
    "long": {
        "a": "that uses one core, for hours.",
        "b": "threads take turns for the GIL in pure Python, however long it lasts.",
        "c": "journeys cost next to nothing here. But only four share the work.",
        "d": "journeys cost next to nothing here, with or without batches. But only four share the work.",
    },
}


def questions(variant):
    lines = asked(variant)
    return [*(choice(name, work) for name, work in lines.items()), by_items(lines), batch(lines)]


def choice(name, work):
    right = winner(work)
    wrong = {
        way: f"that takes {short(seconds(way, work))}, and another way less: {reason}"
        for way, reason in WHY_NOT[name].items()
    }
    return Choice(
        name,
        f"**{work.items:,} items, each {amount(work.each)} {KINDS[work.kind]}**: which way is done first?",
        WAYS,
        right,
        wrong,
        f"Computed: {told(work)}.",
    )


def by_items(lines):
    work = lines["python"]
    return Number(
        "seconds",
        f"Of the {work.items:,} items of {amount(work.each)}: how many seconds do 4 processes "
        "take, item by item?",
        one_by_one(work),
        "s",
        0.05,
        low="The work is shared by four. But each item makes a journey, and all journeys are made "
        "one after the other.",
        high="Journeys and work go on at the same time: the longer of the two counts, and the start on top.",
        why=f"{START:.0f} s of start, and {work.items:,} × {1000 * PROCESS:g} ms.",
    )


def batch(lines):
    work = lines["python"]
    return Number(
        "batch",
        "The same items: from which batch size on do the journeys take no longer than the shared work?",
        least_batch(work),
        "items",
        0.04,  # 15 is too few: 26.7 s of journeys for 25 s of work
        low=f"Then a batch holds less work than its journey takes, for {CORES} processes together.",
        high=f"It need not be so long: a batch's journey takes {1000 * PROCESS:g} ms, and {CORES} processes "
        "share the work.",
        why=f"{1000 * PROCESS:g} ms = n × {1000 * work.each:g} ms / {CORES}. {BATCH} is well above.",
    )


def amount(each):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if each >= size:
            return f"{each / size:g} {unit}"
    raise ValueError(each)


def words(variant):
    """What other numbers and letters the files of the folder have in a variant."""
    found, usual = ({each.name: each.answer for each in questions(v)} for v in (variant, 0))
    return {written(name, usual[name]): written(name, found[name]) for name in usual}


def written(name, value):
    return f'"{name}": "{value}"' if isinstance(value, str) else f'"{name}": {value:.4g}'


JUDGE = Quiz(questions, words=words)
