"""12.4: four threads at night; who is busy, how often somebody looks, and what helps, is found by runs."""

import random

from exercises.ch12.night_shift.night import QUIET, THREADS, busiest, late, looks, settings, stands, ways
from exercises.engine.questions import Choice, Number
from exercises.judges import Quiz


def questions(variant):
    chosen = settings(variant)
    return [busy(chosen, variant), how_often(chosen), how_late(chosen), cure(variant)]


def letters(variant, names, salt):
    """Letter -> name, in an order of the variant's own."""
    dice = random.Random(f"{variant} {salt}")  # noqa: S311 - an order, not a secret
    return dict(zip("abcd", dice.sample(list(names), len(names)), strict=True))


def busy(chosen, variant):
    options = letters(variant, THREADS, "busy")
    right = busiest(chosen.nap)
    says = {
        "fetch": "it stands in `get`, and waits inside of it until somebody puts. Which line comes back "
        "at once?",
        "parse": "it sleeps between two looks, and asks for no core meanwhile. Which loop has nothing in it?",
        "report": "it waits for an event, inside of `wait`. Which line comes back at once?",
        "save": "it is a loop that asks again and again.",
    }
    return Choice(
        "busy",
        "Nothing has come for a while, and somebody has looked twice where the threads stand:\n\n"
        f"```text\n{stands(chosen.nap)}\n```\n\nWhich of them keeps a core busy?",
        {letter: f"`{name}`" for letter, name in options.items()},
        next(letter for letter, name in options.items() if name == right),
        {letter: says[name] for letter, name in options.items() if name != right},
        "A loop without a wait in it turns as fast as it can.",
    )


def how_often(chosen):
    once = QUIET * 1000 // chosen.nap
    return Number(
        "looks",
        f"`parse` naps for {chosen.nap} ms between two looks, and {chosen.parsers} threads run it. How "
        f"often do they "
        "look at their queue in a quiet minute, all together?",
        looks(chosen),
        "looks",
        tolerance=0.03,
        low=f"One thread looks some {once:,} times in a minute. How many such threads are there?",
        high="A nap is so many milliseconds: how many of them go into a second, and how many seconds "
        "into a minute?",
        why="Each of these looks wakes the processor for nothing.",
    )


def how_late(chosen):
    return Number(
        "late",
        f"By how many milliseconds does `parse`, with naps of {chosen.nap} ms, take an item late at most?",
        late(chosen),
        "ms",
        tolerance=0.05,
        low="At worst the item comes just behind a look. When is the next one?",
        high="An item that comes during a nap is seen at its end, and not one nap later.",
        why="The longer the nap, the fewer looks, and the later the item.",
    )


def cure(variant):
    tried = ways()
    told = {
        "nap": "`sleep(0.5)` in the loop",
        "short nap": "`sleep(0.002)` in the loop",
        "timeout": "`texts.get(timeout=0.002)` in a loop, once more after each `Empty`",
        "get": "`texts.get()` in the place of the loop",
    }
    (right,) = [name for name, cost in tried.items() if not cost.looks and cost.late < 0.01]
    options = letters(variant, told, "cure")
    says = {
        name: f"tried: {cost.looks:,} looks in ten quiet seconds, and the item is taken {cost.late:.1f} "
        f"ms late. "
        "Is there a way that needs none?"
        for name, cost in tried.items()
    }
    return Choice(
        "cure",
        "`save` waits for texts, and has nothing else to listen to. Which change makes it quiet, and "
        "never late?",
        {letter: told[name] for letter, name in options.items()},
        next(letter for letter, name in options.items() if name == right),
        {letter: says[name] for letter, name in options.items() if name != right},
        "Tried: no looks, and not late. `get` waits inside, and whoever puts wakes it.",
    )


def words(variant):
    """The answers of the solution, which are those of variant 0, in another one."""
    here, plain = ({each.name: each.answer for each in questions(number)} for number in (variant, 0))

    def said(name, answer):
        return f'"{name}": "{answer}"' if isinstance(answer, str) else f'"{name}": {round(answer)}'

    return {said(name, plain[name]): said(name, here[name]) for name in plain}


JUDGE = Quiz(questions, words=words)
