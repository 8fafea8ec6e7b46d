"""1.1: the programs are those of the task, run in the lab: nothing is typed in twice."""

import random
import re
from functools import cache
from pathlib import Path

from exercises.engine.questions import Choice, Number
from exercises.judges import Quiz
from exercises.lessons.overlap import stacked
from pipeline_core import lab

PLAIN = (0.2, 0.1, 0.4)
TASK = Path(__file__).with_name("exercise.md").read_text(encoding="utf-8")

TIMED = """

from time import monotonic


def timed(function):
    def program():
        begin = monotonic()
        function()
        return monotonic() - begin

    return program
"""
"""Of the namespace of the task, so that the lab finds its clock there."""


def times(variant):
    """What the threads wait for: the longest is never the first, and no two answers meet by chance."""
    if not variant:
        return PLAIN
    first, other, longest = random.Random(variant).sample((1, 2, 3, 4, 5, 6), 3)  # noqa: S311 - dice
    low, middle, high = sorted((first, other, longest))
    return (middle / 10, low / 10, high / 10)


def told(values):
    """As in the task."""
    return ", ".join(map(str, values))


@cache
def seen(values):
    """The four functions of the task, each with its run; ``run.result``: seconds until the call came back."""
    source = re.search(r"```python\n(.*?)```", TASK, re.DOTALL)[1].replace(told(PLAIN), told(values))
    space = {}
    exec(compile(source + TIMED, "<the task of 1.1>", "exec"), space)  # noqa: S102 - our own text
    return {letter: lab.simulate(space["timed"](space[letter]), switch="sync") for letter in "abcd"}


def sleepers(run):
    """Who waited in ``sleep``."""
    return {event.thread for event in run.events if event.kind == "sleep"}


def questions(variant):
    values = times(variant)
    runs = seen(values)
    took = {letter: round(run.result, 3) for letter, run in runs.items()}
    return [a(took, values), b(took), c(took), d(took, values), where(runs["c"])]


def number(letter, took, low, high, why):
    text = f"How many seconds pass until `{letter}()` comes back?"
    return Number(letter, text, took[letter], "s", 0.02, low, high, why)


def a(took, values):
    joined_first = "which thread is still waiting then?"
    return number(
        "a",
        took,
        f"After that time not all threads have ended: {joined_first}",
        "All three were started before anybody was waited for: do they wait one after another?",
        f"a: the waits overlap, and the longest one, {max(values)} s, decides.",
    )


def b(took):
    return number(
        "b",
        took,
        "Look where the `join` stands: has the second thread been started when the first one is joined?",
        "More than all the waits together? Nothing else takes time here.",
        "b: joined before the next one starts, so one after another.",
    )


def c(took):
    return number(
        "c",
        took,
        "Look at the brackets behind `sleep`: who calls it there, and when?",
        "More than all the waits together? Nothing else takes time here.",
        "c: the main thread slept three times while it made the list.",
    )


def d(took, values):
    return number(
        "d",
        took,
        f"The thread that is joined waits for {values[0]} s: can `join` come back sooner?",
        "Which threads does the main thread wait for, and for which does it not?",
        "d: the call is back, and the longest wait still goes on.",
    )


def where(run):
    (main,) = sleepers(run)
    options = {
        "a": "in three threads, one after another",
        "b": f"in `{main}`",
        "c": "in three threads, at the same time",
        "d": "nowhere: the threads end with an error before they sleep",
    }
    wrong = {
        "a": "what is `target` in c when the thread is made: a function, or what a call has returned?",
        "c": "then c would take as long as a, and you have found that it does not.",
        "d": "a thread without a target has nothing to do, and that is no error.",
    }
    right = "b" if main == "MainThread" else "?"
    return Choice("where", "In which thread does `sleep` run in `c()`?", options, right, wrong)


def reveal(variant):
    """The timelines of all four, one below the other."""
    runs = seen(times(variant))
    facts = "; ".join(
        f"{letter} comes back after {run.result:.1f} s, and {', '.join(sorted(sleepers(run)))} slept"
        for letter, run in runs.items()
    )
    titles = {f"{letter}() comes back after {run.result:.1f} s": run for letter, run in runs.items()}
    return stacked(titles, f"The timelines of the four programs: {facts}.")


def words(variant):
    plain, now = seen(PLAIN), seen(times(variant))
    changed = {
        f'"{letter}": {plain[letter].result:.1f}': f'"{letter}": {now[letter].result:.1f}'
        for letter in "abcd"
    }
    return {told(PLAIN): told(times(variant)), **changed}


JUDGE = Quiz(questions, words=words, reveal=reveal)
