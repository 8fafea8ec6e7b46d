"""Lines in order become a function, or a sentence about why they don't."""

import pytest

from exercises.engine.ordering import assemble, build, letters_of
from exercises.engine.verdict import Refusal

HEAD = "def double(items):\n    found = []\n"
LINES = {"A": "        found.append(item * 2)", "B": "    return found", "C": "    for item in items:"}


class Board:
    """What the board is to the judge."""

    order = "C A B"


@pytest.mark.parametrize("given", ["C A B", "cab", "C, A, B", ["c", "A", " b "], ("C", "A", "B"), Board()])
def test_an_order_is_read_in_every_usual_spelling(given):
    """Letters are letters, however they are written down."""
    assert letters_of(LINES, given) == ["C", "A", "B"]


def test_the_lines_become_a_function_whose_lines_can_be_read():
    """Stories and tracebacks quote the learner's own lines."""
    double = build(assemble(HEAD, LINES, "C A B"), "double", "<your order>")
    assert double([1, 2]) == [2, 4]
    with pytest.raises(TypeError) as caught:
        double(3)
    assert "for item in items:" in str(caught.getrepr(style="short"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, "there is nothing yet"),
        ("", "there is nothing yet"),
        ([], "there is nothing yet"),
        ("C A D", "there is no line 'D': the letters are A, B, C."),
        ("C A A", "line A is there twice"),
        (17, "letters were expected"),
        ([1, 2], "letters were expected"),
    ],
)
def test_what_is_no_order_is_refused_in_a_sentence(given, told):
    """A slip of the keyboard is no wrong order."""
    with pytest.raises(Refusal, match=told):
        letters_of(LINES, given)


@pytest.mark.parametrize("given", ["A C B", "C B", "C"])
def test_lines_that_are_no_python_name_the_line_at_which_it_stops(given):
    """An indented line needs the line that it belongs to."""
    with pytest.raises(Refusal, match="in this order the lines are no Python"):
        build(assemble(HEAD, LINES, given), "double", "<your order>")
