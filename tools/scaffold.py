"""What stands in a new exercise's folder, by its kind: the shape of each file, and marks where words are due.

Inside:  ``files``; ``MARK``, which no finished exercise holds.
Outside: whether the exercise may be made, and writing it (``new_exercise``).
"""

from __future__ import annotations

KINDS = {
    "do": "code",
    "fix": "code",
    "predict": "question",
    "read": "question",
    "order": "order",
    "break": "break",
}
MARK = "…fill in…"

TASK = """\
# {id} {title}

- Kind: {kind}
- Goal: …fill in…: what the learner can do afterwards
- Minutes: 10
- Concepts: …fill in…
- Misconception: …fill in…: what people believe who get it wrong

…fill in…: the task, as short as it can be told. What is given, what is wanted, what must never happen.
"""

HINTS = """\
# Hints for {id}

## 1 Where to look

…fill in…: the place in the chapter, or in the task; a question rather than an answer.

## 2 Which idea

…fill in…: the idea, not yet in code.

## 3 Almost the line

…fill in…: the line with a hole in it.
"""

WRONG = '''\
"""Wrong on purpose: …fill in…: what it does, in a few words.

Belief: …fill in…: why somebody would write this.
Truth:  …fill in…: what is the case.
Verdict: …fill in…: words that the verdict must contain
"""

'''

# kind of answer -> file -> text
FORMS = {
    "code": {
        "stub.py": '''\
def {name}(items):
    """…fill in…: what it does, in one sentence.

    Given:  …fill in…
    Do:     …fill in…
    Never:  …fill in…
    Size:   about …fill in… lines.   Stuck: hint("{id}")
    """
    raise NotImplementedError('exercise {id}: write {name}(), then run check("{id}", {name})')
''',
        "solution.py": '''\
def {name}(items):
    """…fill in…: what it does, in one sentence."""
    # …fill in…: why it is done like this.
    return list(items)
''',
        "wrong": """\
def {name}(items):
    return []
""",
        "check.py": '''\
"""{id}: what is looked at, in the order in which it is told."""

from exercises.judges import Code


def check(answer, bench):
    run = bench.run(lambda: answer([1, 2]))  # value and hang guard: one run under the lab
    bench.require(run.result == [1, 2], "…fill in…: the first thing that is wrong, in one sentence", run)
    bench.schedules(
        lambda: answer([1, 2]),
        check=lambda run: run.result == [1, 2],
        says={{"check": "…fill in…: what another order of the threads does to it"}},
    )


JUDGE = Code(check, answer="{name}")
''',
    },
    "question": {
        "stub.py": """\
from exercises import form

guess = form("{id}")
guess  # fill it in; its button checks it, and so does the cell below
""",
        "solution.py": """\
# …fill in…: why it is so many.
guess = {{"many": 2}}
""",
        "wrong": """\
guess = {{"many": 1}}
""",
        "check.py": '''\
"""{id}: the questions; what is right is computed, never typed in."""

from exercises.engine.questions import Number
from exercises.judges import Quiz


def questions(variant):
    return [
        Number(
            "many",
            "…fill in…: the question",
            len("ab") + variant,
            low="…fill in…: what a guess that is too low forgets, one step from the cure",
            high="…fill in…: the same for one that is too high",
            why="…fill in…: said once it is right",
        ),
    ]


JUDGE = Quiz(questions)
''',
    },
    "order": {
        "stub.py": """\
from exercises import form

order = form("{id}")
order  # fill it in; its button checks it, and so does the cell below
""",
        "solution.py": """\
# …fill in…: why the lines stand like this.
order = "B A"
""",
        "wrong": """\
order = "A B"
""",
        "check.py": '''\
"""{id}: lines to put in order, and what the function that they make has to do."""

from exercises.judges import Order

HEAD = "def {name}(items):"
# letter -> line, with its own indentation; …fill in…: your lines, shuffled
LINES = {{
    "A": "    return done",
    "B": "    done = list(items)",
    "C": "    return items",  # …fill in…: what somebody believes who takes this line
}}


def check(answer, bench):
    run = bench.run(lambda: answer((1, 2)))
    bench.require(run.result == [1, 2], "…fill in…: the first thing that is wrong, in one sentence", run)


JUDGE = Order(HEAD, LINES, check)
''',
    },
    "break": {
        "stub.py": """\
from exercises import form

schedule = form("{id}")
schedule  # fill it in; its button checks it, and so does the cell below
""",
        "solution.py": """\
# …fill in…: how this schedule breaks it.
schedule = "line:"
""",
        "wrong": """\
schedule = "sync:"
""",
        "check.py": '''\
"""{id}: the program to break, and when it is broken."""

from exercises.judges import Break


def {name}():
    """…fill in…: a program of no arguments, with its threads."""


def program(variant):  # noqa: ARG001 - every learner breaks the same one
    return {name}


def goal(run):
    """…fill in…: what the learner's schedule has to bring about."""
    return run.outcome == "deadlock"


JUDGE = Break(program, goal)
''',
    },
}


def files(address: str, name: str, kind: str) -> dict[str, str]:
    """The files of a new exercise: name -> text."""
    parts = dict(FORMS[KINDS[kind]])
    wrong = WRONG + ("\n" if KINDS[kind] == "code" else "") + parts.pop("wrong")
    texts = {"exercise.md": TASK, "hints.md": HINTS, **parts, "wrong_1.py": wrong, "wrong_2.py": wrong}
    if KINDS[kind] == "code":  # its threads may share something, and a sleep is what people try then
        texts["wrong_sleep.py"] = wrong
    words = {"id": address, "name": name, "title": name.replace("_", " ").capitalize(), "kind": kind}
    return {file: text.format(**words) for file, text in texts.items()}
