"""Forms without widgets: the text of a terminal, which a stored notebook shows too."""

import re
from dataclasses import replace

import pytest

import exercises
from exercises.engine.check import judged
from exercises.forms import plain
from exercises.forms.base import page
from tests.exercises import samples


@pytest.fixture(autouse=True)
def with_samples(monkeypatch):
    """The small exercises of ``samples`` are there beside those of the course."""
    samples.install(monkeypatch)


@pytest.mark.parametrize(
    ("address", "parts", "told"),
    [
        (
            "90.1",
            ["   b) put waits while", 'check("90.1", {"peak": ..., "why": ...})'],
            "still open: peak, why",
        ),
        ("90.2", ["   a)     item = q.get()\n          q.put(item)", "at most 8"], "still open: which"),
        ("90.3", ["  C      while True:", 'check("90.3", "A B C")'], "there is nothing yet"),
        ("90.4", ["          n = count\n", "Threads: 1 Ada, 2 Bob."], "there is nothing yet"),
        ("90.5", ['check("90.5", {"peak": ..., "why": ...}, one)'], "two things are asked for"),
    ],
)
def test_without_a_kernel_a_form_is_text_and_can_be_judged(address, parts, told, capsys):
    """The text says how to answer plainly; as nothing is filled in, the judge says so."""
    form = exercises.form(address)
    printed = capsys.readouterr().out
    assert all(part in printed for part in parts), printed
    assert "`" not in printed
    assert re.fullmatch(rf"<form of {address}: .+>", repr(form))
    verdict = judged(address, form)
    assert not verdict.passed
    assert told in verdict.message


@pytest.mark.parametrize("address", ["90.1", "90.2", "90.3", "90.4", "90.5"])
def test_the_text_of_a_widget_is_what_a_terminal_prints(address, monkeypatch, capsys):
    """Stored notebooks and nbval have the same words, twice the same, without an address of memory."""
    exercises.form(address)
    printed = capsys.readouterr().out
    monkeypatch.setattr(plain, "kernel", object)
    first, second = (exercises.form(address)._repr_mimebundle_() for _ in range(2))
    assert printed.startswith(first["text/plain"])
    for kind in ("text/plain", "text/html"):
        assert first[kind] == second[kind]
        assert " at 0x" not in first[kind]
    assert "application/vnd.jupyter.widget-view+json" in first
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("address", ["90.1", "90.2", "90.3", "90.4"])
def test_print_shows_a_form_as_text_again(address, monkeypatch, capsys):
    """In a terminal, where it was printed once, and in a notebook."""
    form = exercises.form(address)
    printed = capsys.readouterr().out
    print(form)
    assert capsys.readouterr().out == printed
    monkeypatch.setattr(plain, "kernel", object)
    assert printed.startswith(str(exercises.form(address)))


def test_a_schedule_can_be_played_in_a_terminal(capsys):
    """Moves by number; what cannot be played changes nothing."""
    schedule = exercises.form("90.4", variant=0)
    schedule.play("1 2 1")
    assert "  3  Ada: n = n + 1" in capsys.readouterr().out
    played = schedule.schedule
    assert judged("90.4", schedule).passed
    for moves in ("1 2 3", "one"):
        schedule.play(moves)
        assert capsys.readouterr().out.startswith("Nothing was played: ")
        assert schedule.schedule == played


@pytest.mark.parametrize(
    ("address", "variant", "said"),
    [
        ("90", 0, "there is no exercise '90'. Did you mean"),
        ("90.6", 0, 'has no form, it asks for code: write it in its cell, then check("90.6", one).'),
        ("2.1", 0, 'then check("2.1", producer_consumer).'),
        ("90.1", -1, "variant must be a whole number from 0, not -1."),
        ("90.1", "a", "variant must be a whole number from 0, not 'a'."),
        (None, 0, "there is no exercise 'None'."),
    ],
)
def test_where_there_is_no_form_a_sentence_says_why(address, variant, said, capsys):
    """Never a traceback."""
    assert exercises.form(address, variant=variant) is None
    assert said in capsys.readouterr().out


def test_an_exercise_whose_questions_fail_is_told(monkeypatch, capsys):
    """Its check.py may meet anything that a learner's cell has left."""

    def stumble(_):
        raise ZeroDivisionError("questions")

    sample = samples.SAMPLES[0]
    monkeypatch.setitem(sample.__dict__, "judge", replace(sample.judge, questions=stumble))
    assert exercises.form("90.1") is None
    assert "The form of 90.1 could not be made: ZeroDivisionError: questions." in capsys.readouterr().out


def test_the_plain_call_hands_the_variant_on(capsys):
    """Whoever copies it asks for the same seed."""
    for address in ("90.1", "90.3", "90.4", "90.5"):
        exercises.form(address, variant=4)
        assert ", variant=4)" in capsys.readouterr().out


def test_questions_may_have_code_lists_and_stress():
    """And nothing that is HTML: what looks like a tag is text."""
    text = "One `a < b` **two**\nlines.\n\n- x *y*\n- z\n\n```python\nif a:\n    b * c * d\n```\nLast."
    made = page(text)
    assert re.sub(r' style="[^"]*"', "", made) == (
        "<p>One <code>a &lt; b</code> <b>two</b>\nlines.</p><ul><li>x <em>y</em></li><li>z</li></ul>"
        "<pre>if a:\n    b * c * d</pre><p>Last.</p>"
    )
    assert plain.plain(text) == "One a < b two\nlines.\n\n- x y\n- z\n\n    if a:\n        b * c * d\nLast."


def test_a_product_is_no_emphasis():
    """Stars with spaces around them stay, in HTML and as text."""
    assert page("3 * 4 * 5 ms") == "<p>3 * 4 * 5 ms</p>"
    assert plain.plain("3 * 4 * 5 ms") == "3 * 4 * 5 ms"
