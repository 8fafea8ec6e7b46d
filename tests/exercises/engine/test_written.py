"""What stands in an answer itself: found wherever it stands, and nothing that does not."""

import sys

import pytest

from exercises.engine.source_text import revive
from exercises.engine.written import constants, out_of_sight

TEXTS = '''
from threading import Thread

LAST = "of its module"
UNUSED = "of nobody"


def helper():
    return "of a helper"


def answer(work, end="a default", *, also="a keyword's default"):
    """Its docstring."""

    def inner(line):
        Thread(target=work, args=())
        return line in ("one of two", "the other") or line == LAST

    return inner(f"a part{end}"), helper(), 64, 3.5, f"{'x' * 50}"
'''


def test_the_texts_of_an_answer_are_those_that_its_lines_use():
    """Nested functions, helpers, defaults and names of its module count; keywords and docstrings do not."""
    (answer,) = revive(TEXTS, "answer", filename="<texts of its own>")
    found = constants([answer], str)
    assert {
        "of its module", "of a helper", "a default", "a keyword's default", "one of two", "the other",
        "a part",
    } <= set(found)  # fmt: skip
    assert not {"of nobody", "Its docstring.", "target", "args"} & set(found)
    assert len(found) == len(set(found))


def test_the_numbers_are_found_as_well():
    (answer,) = revive(TEXTS, "answer", filename="<numbers of its own>")
    assert 64 in constants([answer], int)
    assert constants([answer], float) == [3.5]


def test_a_class_has_them_in_its_methods():
    (answer,) = revive(
        "class Answer:\n    def run(self):\n        return 'END'\n", "Answer", filename="<a class>"
    )
    assert "END" in constants([answer], str)


def test_what_is_no_function_of_the_answer_has_none():
    assert constants([sys, len, None], str) == []


@pytest.mark.parametrize(
    ("first", "line", "used"),
    [
        ("import asyncio", "asyncio.run(None)", "asyncio"),
        ("from asyncio import run", "run(None)", "asyncio"),
        ("from multiprocessing.pool import ThreadPool", "ThreadPool(2)", "multiprocessing"),
        ("", "from multiprocessing.pool import ThreadPool", "multiprocessing"),
        (
            "from concurrent.futures import ProcessPoolExecutor",
            "ProcessPoolExecutor()",
            "a pool of processes",
        ),
        ("", "from concurrent.futures import ProcessPoolExecutor", "a pool of processes"),
        ("from concurrent.futures import ThreadPoolExecutor", "ThreadPoolExecutor()", ""),
        ("import threading, queue", "threading.Thread(), queue.Queue()", ""),
    ],
)
def test_what_no_lab_controls_is_found_by_its_module(first, line, used):
    (answer,) = revive(f"{first}\ndef answer():\n    {line}\n", "answer", filename=f"<{first} {line}>")
    assert out_of_sight([answer]) == used
