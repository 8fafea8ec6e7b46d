"""2.2: which curve belongs to which settings, and two numbers; all of it is read off simulated runs."""

from exercises.ch02.depth_curves.curves import picture, puzzle, reveal, seen
from exercises.engine.questions import Choice, Number
from exercises.judges import Quiz

NAMES = ("first", "second", "third")


def questions(variant):
    asked = puzzle(variant)
    return [
        *(curve(asked, number) for number in range(len(asked.curves))),
        peak(asked.unseen),
        blocked(asked.unseen),
    ]


def curve(asked, number):
    found = seen(asked.settings[asked.curves[number]])
    return Choice(
        NAMES[number],
        f"Which settings give **curve {number + 1}**? There are {found.settings.items} items in each run.",
        {letter: f"{settings}" for letter, settings in asked.letters},
        asked.curves[number],
        {
            letter: f"{tempting(settings)} With these settings the curve {shape(seen(settings))}; this one "
            f"{shape(found)}."
            for letter, settings in asked.letters
            if letter != asked.curves[number]
        },
    )


def tempting(settings):
    """What these settings do, in a sentence."""
    if not settings.maxsize:
        return "without a bound nothing stops a fast producer before its last item."
    if settings.make > settings.use:
        return "a producer that is slower than the consumer finds it waiting: each item is taken at once."
    pace = "at once" if settings.make < settings.use / 2 else "sooner or later"
    return f"a producer that is faster fills all {settings.maxsize} places {pace}, and is blocked then."


def shape(found):
    if found.peak == 1:
        return "never goes above 1"
    return f"goes up to {found.peak} and is there after {found.reached:.0f} ms"


def peak(settings):
    ready = settings.items * settings.make
    return Number(
        "peak",
        f"Without a picture: {settings.items} items, the producer needs {settings.make} ms for each, the "
        f"consumer {settings.use} ms. There is **no bound**. How many items are in the queue at most?",
        seen(without_bound(settings)).peak,
        "items",
        0.15,
        low=f"The producer puts its last item after {ready} ms. How many have been put by then, and how many "
        "can have been taken?",
        high="The consumer takes items while the producer is still at work. How many, until the last put?",
        why=f"After {ready} ms all {settings.items} are put, and about {ready // settings.use} taken.",
    )


def blocked(settings):
    found = seen(settings)
    return Number(
        "blocked",
        f"The same with **maxsize {settings.maxsize}**. After how many milliseconds is the producer blocked "
        "for the first time?",
        found.blocked,
        "ms",
        0.2,
        low=f"{settings.maxsize} items may be put by then, but the consumer takes some meanwhile: how fast "
        "does the depth grow?",
        high="Each millisecond brings a part of an item and takes a smaller part away: how fast does the "
        f"depth grow, and when is it {settings.maxsize}?",
        why=f"The depth grows by 1/{settings.make} - 1/{settings.use} of an item each millisecond until it "
        f"is {settings.maxsize}. From then on the consumer's pace is the producer's.",
    )


def without_bound(settings):
    return type(settings)(settings.items, settings.make, settings.use)


def words(variant):
    found, plain = ({each.name: each.answer for each in questions(v)} for v in (variant, 0))
    return {written(name, plain[name]): written(name, found[name]) for name in plain}


def written(name, value):
    return f'"{name}": "{value}"' if isinstance(value, str) else f'"{name}": {value}'


JUDGE = Quiz(questions, words=words, picture=picture, reveal=reveal)
