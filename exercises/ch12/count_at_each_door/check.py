"""12.2: three pipelines by their counts; the counts, and what a change would do, are those of runs."""

from exercises.ch12.count_at_each_door.album import counted, settings, table
from exercises.ch12.kinds import Kind, asked, words
from exercises.engine.questions import Choice
from exercises.judges import Quiz

KINDS = {
    "early": Kind(
        "A `resize` passed the end on while the other one still worked.",
        "photos would have to lie in the queue of `save`, which nobody takes any more.",
        "Here `save` got fewer than `resize` handed on. Where are the others?",
        "What `resize` handed on and `save` did not take lies in the queue between them.",
    ),
    "gave up": Kind(
        "The `resize` threads left before the source was through.",
        "photos would have to lie in the queue of `resize`, which nobody takes any more.",
        "Here `resize` took fewer than were read. Where are the others?",
        "What was read and not taken lies in the queue of `resize`: its threads had gone when it came.",
    ),
    "swallowed": Kind(
        "Something goes wrong inside of `resize` with some photo, and nobody says so.",
        "`resize` would have to hand on fewer than it took.",
        "Here `resize` took one that it did not hand on, and both queues are empty. What became of it?",
        "In `resize` more went in than came out, and nothing is left in a queue: it was lost inside.",
    ),
    "same name": Kind(
        "`save` puts two photos into the same place of the album.",
        "`save` would have to get all photos, and the album have fewer.",
        "Here every door has all photos. Between which two numbers is one lost?",
        "All doors are in order, and the album has one less: one photo was put in the place of another.",
    ),
}


def questions(variant):
    chosen = settings(variant)
    found = asked(
        variant, KINDS, "pipeline. Where did its photos get lost?", lambda kind: table(kind, chosen)
    )
    return [*found, cure(chosen)]


def cure(chosen):
    """What helps where the end was passed on too early: each tried."""
    tried = {
        "a": counted("early", chosen, ends=3),
        "b": counted("early", chosen, late_save=0.2),
        "c": counted("", chosen),
    }
    right = [letter for letter, counts in tried.items() if counts.in_album == chosen.photos]
    short = {letter: chosen.photos - counts.in_album for letter, counts in tried.items()}
    return Choice(
        "cure",
        "A `resize` passes the end on while the other one still works. Which change brings all photos "
        "into the album?",
        {
            "a": "one end more behind the photos in the queue of `resize`",
            "b": "`save` begins a while later, when more photos are there",
            "c": "the last `resize` that leaves passes the end on, and no other",
            "d": "a third `resize`, so that the slow photo holds up less",
        },
        right[0],
        {
            "a": f"tried: {short['a']} is missing as before. Each `resize` takes one end and leaves; a "
            "third one lies there for nobody.",
            "b": f"tried: {short['b']} is missing as before. The order in the queue is the same, whenever "
            "`save` begins to read it.",
            "d": "then two are free while one works on the slow photo, and the first of them that sees an "
            "end passes it on.",
        },
        "Tried: all photos are there. Only who leaves last knows that nothing more will come.",
    )


JUDGE = Quiz(questions, words=lambda variant: words(variant, questions))
