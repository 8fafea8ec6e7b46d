"""Small exercises, for each kind of form, that are in no folder; ``install`` adds them to the course.

The browser tests install them in a real kernel, whose cells import this file.
"""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import Any

from exercises import catalogue
from exercises.catalogue import Exercise
from exercises.engine.questions import Choice, Number
from exercises.judges import Break, Code, Judge, Order, Quiz

WHERE = Path(__file__).parent / "no_such_folder"

HEAD = "import queue\n\n\ndef drain(source, target):"
LINES = {
    "A": "            break",
    "B": "        item = source.get_nowait()",
    "C": "    while True:",
    "D": "        target.put(item)",
    "E": "        if item is None:",
    "F": "        item = source.get()",
}
RIGHT = "C F E A D"


def questions(variant: int) -> list[Number | Choice]:
    """One number, one choice; a variant has another number."""
    low, high = "The queue is full when the producer waits.", "A queue never holds more than `maxsize`."
    options = {
        "a": "The consumer is slower.",
        "b": "`put` waits while the queue is full, so the producer goes at the pace of the consumer "
        "from then on, however fast it could make its lines.",
        "c": "Luck.",
    }
    return [
        Number(
            "peak", "How many lines are in the queue **at most**?", 8 + variant, "lines", 0, low, high, "8."
        ),
        Choice(
            "why", "Why no more than that?", options, "b", {"a": "true, and no reason.", "c": "no."}, "Yes."
        ),
    ]


def code_questions(_variant: int) -> list[Choice]:
    """One question whose options are code of several lines."""
    options = {
        "a": "```python\nitem = q.get()\nq.put(item)\n```",
        "b": "```python\nwhile True:\n    q.get()\n```",
        "c": "Neither of them.",
    }
    return [
        Choice("which", "Which one ends?\n\n- `q` holds *one* item.\n- Nobody else uses it.", options, "a")
    ]


def picture(_variant: int) -> Any:
    """A depth plot that goes up to 8."""
    from exercises.lessons.drawings import depth_plot

    return depth_plot({"computed": [(0.1, 8), (0.2, 0)]}, maxsize=8, noun="line")


def program(variant: int) -> Any:
    """Two threads that add one to the same counter."""

    def counter() -> int:
        count = variant

        def add() -> None:
            nonlocal count
            n = count
            n = n + 1
            count = n

        threads = [Thread(target=add, name=name) for name in ("Ada", "Bob")]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        return count

    return counter


def goal(run: Any) -> Any:
    """One of the two updates is lost."""
    return run.result == 1 or f"the counter ends at {run.result}: no update was lost."


def drains(answer: Any, bench: Any) -> None:
    """The lines come out, and the end is not handed on."""
    import queue

    def program() -> list[Any]:
        source: Any = queue.Queue()
        target: Any = queue.Queue()
        for item in ("a", "b", None):
            source.put(item)
        answer(source, target)
        return list(target.queue)

    run = bench.run(program)
    bench.require(run.result == ["a", "b"], f"{run.result!r} came out, not ['a', 'b'].", run)


def checks_code(answer: Any, bench: Any) -> None:
    """The code of the exercise that asks for both."""
    bench.require(answer() == 1, "the answer must return 1.")


def sample(address: str, title: str, kind: str, judge: Judge) -> Exercise:
    """An exercise without a folder."""
    made = Exercise(address, title, kind, {"Minutes": "5", "Goal": "try it"}, "A task.", WHERE)
    made.__dict__["judge"] = judge  # where cached_property keeps it
    return made


SAMPLES = [
    sample("90.1", "The peak", "predict", Quiz(questions)),
    sample("90.2", "Which code?", "read", Quiz(code_questions, picture=picture)),
    sample("90.3", "Drain", "order", Order(HEAD, LINES, drains)),
    sample("90.4", "Lose one", "break", Break(program, goal)),
    sample("90.5", "Two things", "fix", Code(checks_code, answer="guess, one", questions=questions)),
    sample("90.6", "Code alone", "do", Code(checks_code, answer="one")),
]


def install(patch: Any = None) -> None:
    """Add the samples to the course, in this process; ``patch``: a test's monkeypatch takes it back."""
    known = {**catalogue._all(), **{each.id: each for each in SAMPLES}}
    setting = setattr if patch is None else patch.setattr
    setting(catalogue, "_all", lambda: known)
