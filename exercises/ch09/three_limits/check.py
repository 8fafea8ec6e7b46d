"""9.4: three timelines to read; every answer, and what a change gains, is read off simulated runs."""

from exercises.ch09.three_limits.timelines import (
    NUMBERS,
    ROOMY,
    STAGES,
    compared,
    drawn,
    gain,
    ms,
    number_of,
    of_kind,
    roomy,
    seen,
    three,
)
from exercises.engine.questions import Choice
from exercises.judges import Quiz

PARTS = {"a": "source", "b": "load", "c": "infer", "d": "save", "e": "consumer", "f": ""}
WORDS = {
    "a": "the source",
    "b": "`load`",
    "c": "`infer`",
    "d": "`save`",
    "e": "the consumer",
    "f": "no part all the time: two hold each other up in turns",
}
PAYS = 0.10  # a run that is shorter by such a part is clearly shorter


def questions(variant):
    limits = [limit(place, seen(line)) for place, line in enumerate(drawn(variant), 1)]
    return [*limits, worker(variant), queues(variant)]


def limit(place, found):
    (right,) = [letter for letter, part in PARTS.items() if part == found.limit]
    return Choice(
        NUMBERS[place - 1],
        f"**Timeline {place}**: what sets the pace in the middle of the run?",
        WORDS,
        right,
        {letter: against(found, letter, place) for letter in PARTS if letter != right},
        f"Timeline {place}: {because(found)}",
    )


def against(found, letter, place):
    """What speaks against a part, in the figures of the run."""
    name = PARTS[letter]
    if not name:
        return (
            f"look for a lane of timeline {place} without a gap in the middle of the run. There is one: who "
            "never waits holds up the others."
        )
    shares = {state: found.part(name, state) for state in ("working", "starved", "blocked")}
    who = WORDS[letter]
    several = found.line.workers[1] > 1 and name == "infer"
    each = "its workers are, on average," if several else "it is"
    if shares["blocked"] > max(shares["starved"], 0.05):
        return (
            f"in the middle of timeline {place} {each} blocked for {shares['blocked']:.0%} of the time: what "
            f"it has is not taken. {who.capitalize()} could do more; who behind it can't?"
        )
    bars = " Its bars are long, but how many of them go on at once?" if several else ""
    return (
        f"in the middle of timeline {place} {each} starved for {shares['starved']:.0%} of the time: there "
        f"is nothing for it to do. Who in front of it can't do more?{bars}"
    )


def because(found):
    if not found.limit:
        return "load is blocked while infer is slow, and infer is starved while load is."
    where = {"source": "behind it all are starved", "consumer": "in front of it all are blocked"}
    return f"{found.limit} works all the time; {where.get(found.limit, 'all others wait now and then')}."


def worker(variant):
    found = of_kind("stage", variant)
    place = number_of("stage", variant)
    gains = {
        letter: gain(found.line, found.line.more(stage)) for letter, stage in zip("abc", STAGES, strict=True)
    }
    (right,) = [letter for letter, part in gains.items() if part > PAYS]
    wrong = {
        letter: f"tried: with one more worker for `{stage}` the run takes "
        f"{ms(seen(found.line.more(stage)).run.elapsed)}, and {ms(found.run.elapsed)} without. Its workers "
        "have time left as it is."
        for letter, stage in zip("abc", STAGES, strict=True)
        if letter != right
    }
    best = seen(found.line.more(found.limit)).run.elapsed
    return Choice(
        "worker",
        f"**Timeline {place}**: where does one more worker make the run clearly shorter, by a tenth or more?",
        {"a": "at `load`", "b": "at `infer`", "c": "at `save`", "d": "nowhere"},
        right,
        {**wrong, "d": "one part works all the time. What does a second worker do there?"},
        f"Tried: one more for {found.limit}, and it takes {ms(best)} instead of {ms(found.run.elapsed)}.",
    )


def queues(variant):
    lines = drawn(variant)
    gains = [gain(line, roomy(line)) for line in lines]
    (right,) = [letter for letter, part in zip("abc", gains, strict=True) if part > PAYS]
    told = ", ".join(
        f"timeline {place} takes {ms(seen(roomy(line)).run.elapsed)} instead of {ms(seen(line).run.elapsed)}"
        for place, line in enumerate(lines, 1)
    )
    steady = "what is slow all the time stays as slow, however many items wait in front of it or behind it."
    wrong = {letter: f"tried, with no gain there: {steady}" for letter in "abc" if letter != right}
    return Choice(
        "queues",
        f"Every queue gets {ROOMY} places. Which run becomes clearly shorter, by a tenth or more?",
        {
            "a": "timeline 1 alone",
            "b": "timeline 2 alone",
            "c": "timeline 3 alone",
            "d": "all three",
            "e": "none",
        },
        right,
        {
            **wrong,
            "d": f"tried, and two of them gain nothing: {steady}",
            "e": "a place does no work. But in one of them a stage waits for what another stage had "
            "no room for a little earlier.",
        },
        f"Tried: {told}.",
    )


def words(variant):
    """What other letters the solution has in a variant."""
    found, usual = ({each.name: each.answer for each in questions(v)} for v in (variant, 0))
    return {f'"{name}": "{usual[name]}"': f'"{name}": "{found[name]}"' for name in usual}


JUDGE = Quiz(questions, words=words, picture=three, reveal=compared)
