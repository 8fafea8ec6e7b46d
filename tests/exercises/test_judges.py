"""Lines in order become a function, schedules are played: or a sentence says why not."""

import threading

import pytest

from exercises.catalogue import find
from exercises.engine.verdict import Refusal
from exercises.judges import Break, Order, assemble, build, letters_of
from pipeline_core import lab

# -- lines in order --------------------------------------------------------------------------

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


def test_the_last_def_above_the_lines_names_the_function():
    """The head may hold imports and helpers of its own."""
    assert Order("def helper():\n    pass\n\n\n" + HEAD, LINES, print).function == "double"


# -- schedules -------------------------------------------------------------------------------

total = 0


def program():
    """Two threads, each reads, adds and writes."""
    global total  # noqa: PLW0603 - the datum that is raced for
    total = 0

    def add():
        global total  # noqa: PLW0603
        seen = total
        total = seen + 1

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total


def goal(run):
    """One update is lost."""
    return True if run.result == 1 else f"the total is {run.result}."


def judged(given, **said):
    """The verdict on a schedule of the program; any exercise will do."""
    return Break(lambda _: program, goal, **said).judge(find("6.2"), given, 0)


@pytest.fixture(scope="module")
def losing():
    """A run that loses an update, found by the search."""
    found = lab.explore(program, check=lambda run: run.result == 2)
    assert found.failure is not None
    return found.failure


@pytest.mark.parametrize("moves", ["1 2 1 2", "1, 2", [1, 2, 2], (1, 2)])
def test_moves_of_a_stepper_are_as_good_as_the_schedule(moves):
    """Whoever has no widget plays by thread numbers; what they leave open is played as usual."""
    assert judged(moves).run.result == 1


class Form:
    """What a form is to the judge."""

    def __init__(self, schedule):
        self.schedule = schedule


def test_a_schedule_that_reaches_the_goal_passes_as_string_run_or_form(losing):
    """Whoever has the run, or has played it by hand, need not copy the string."""
    for given in (losing.schedule, losing, Form(losing.schedule)):
        verdict = judged(given)
        assert verdict.passed
        assert verdict.message == "this schedule does it."
        assert verdict.run.result == 1
    assert judged(losing, said=lambda run: f"{run.result} is left.").message == "1 is left."


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, "there is nothing yet"),
        ("", "there is nothing yet"),
        (Form(""), "there is nothing yet"),
        ("1 2 1 1 2 2", "move 4: thread 1 cannot move now"),
        ([1, 7], "move 2: thread 7 cannot move now"),
        ("1 2 1 b", "not a schedule: '1 2 1 b'"),
        ([1, "2"], "a schedule is a string"),
        (12, "a schedule is a string"),
        ("line:1>7", "does not fit this program"),
        ("line", "the total is 2."),
    ],
)
def test_what_does_not_reach_the_goal_is_told_why(given, told):
    """No schedule, none of this program, or one that does something else."""
    with pytest.raises(Refusal, match=told):
        judged(given)
