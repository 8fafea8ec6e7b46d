"""The board on which lines are put in order, pressed as a learner would, without a browser."""

from dataclasses import replace
from html import unescape

import ipywidgets
import pytest

import exercises
from exercises.engine.check import judged
from exercises.forms import plain
from exercises.forms.order import OrderBoard
from tests.exercises import samples
from tests.exercises.pressing import every, press, seen


@pytest.fixture(autouse=True)
def with_samples(monkeypatch):
    """The small exercises of ``samples`` are there beside those of the course."""
    samples.install(monkeypatch)


@pytest.fixture
def form(monkeypatch):
    """``form``, in something like a notebook."""
    monkeypatch.setattr(plain, "kernel", object)
    return exercises.form


def lines_put_in(board, letters):
    for letter in letters:
        press(board, f"{letter}  ")


def test_lines_are_put_in_moved_and_taken_out(form):
    """The order and the function so far follow each press; a line keeps its button."""
    board = form("90.3")
    assert isinstance(board, OrderBoard)
    assert board.order == ""
    buttons = every(board, ipywidgets.Button)
    lines_put_in(board, "CFB")
    assert board.order == "C F B"
    press(board, "move line B up")
    assert board.order == "C B F"
    assert "Line B is at 2 of 3. Order: C B F" in seen(board)
    press(board, "B  ")
    assert board.order == "C F"
    press(board, "move line C down")
    assert board.order == "F C"
    assert every(board, ipywidgets.Button) == buttons
    assert "def drain(source, target): F item = source.get() ▸ C while True:" in seen(board)


def test_at_the_end_of_the_list_a_line_stays_and_its_buttons_work_on(form):
    """A button that switched itself off under the learner's finger would lose the keyboard's focus."""
    board = form("90.3")
    lines_put_in(board, "CF")
    press(board, "move line C up")
    assert board.order == "C F"
    assert "Line C is the first already." in seen(board)
    press(board, "move line F down")
    assert "Line F is the last already." in seen(board)


def test_only_lines_that_are_in_can_be_moved(form):
    """The buttons of the others can't be pressed, and tell what pressing their line does."""
    board = form("90.3")
    lines_put_in(board, "C")
    able = [each.description for each in every(board, ipywidgets.Button) if not each.disabled]
    assert [text for text in able if text.startswith("move")] == ["move line C up", "move line C down"]
    tips = {each.description[:2]: each.tooltip for each in every(board, ipywidgets.Button)}
    assert tips["C "] == "take line C out: it is at 1"
    assert tips["F "] == "put line F in"


def test_an_order_is_judged_and_started_again(form):
    """Nothing, wrong, right; and everything out again."""
    board = form("90.3")
    press(board, "Check")
    assert "not passed: there is nothing yet" in seen(board)
    lines_put_in(board, "CFED")
    press(board, "Check")
    assert "no Python" in seen(board)
    press(board, "Start again")
    assert board.order == ""
    lines_put_in(board, samples.RIGHT.replace(" ", ""))
    press(board, "Check")
    assert "✓ passed:" in seen(board)
    assert judged("90.3", board).passed


def test_a_line_of_several_rows_stays_together(form, monkeypatch):
    """It is one button, dedented as a whole, and stands behind one letter in the function."""
    lines = {"A": "    if 1:\n        pass", "B": "    return 2"}
    sample = samples.SAMPLES[2]
    monkeypatch.setitem(sample.__dict__, "judge", replace(sample.judge, lines=lines))
    board = form("90.3")
    assert every(board, ipywidgets.Button)[0].description == "A  if 1:\n       pass"
    lines_put_in(board, "AB")
    assert "  A      if 1:\n             pass\n▸ B      return 2" in unescape(board._code.value)


def test_a_board_that_stumbles_says_so(form, monkeypatch):
    """Its own buttons are as careful as Check."""
    board = form("90.3")

    def stumble(*_):
        raise LookupError("gone")

    monkeypatch.setattr(board, "_show", stumble)
    press(board, "C  ")
    assert "The form ran into an error of its own: LookupError: gone" in seen(board)
