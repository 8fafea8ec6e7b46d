"""hint, solution and answer, as a learner meets them in a terminal."""

import pytest

from exercises import answer, check, hint, solution
from exercises.catalogue import find
from exercises.engine.source_text import answer_in
from exercises.records import records


@pytest.fixture(autouse=True)
def own_file(tmp_path, monkeypatch):
    """Each test begins with nothing done."""
    monkeypatch.setenv("PIPELINE_COURSE_PROGRESS", str(tmp_path / "progress.sqlite3"))


def solved():
    return answer_in(find("2.1"), "solution.py")


def test_each_call_gives_one_more_hint_and_the_last_one_stays(capsys):
    """From nudge to nearly told, never all at once."""
    number = len(find("2.1").hints())
    shown = []
    for _ in range(number + 1):
        hint("2.1")
        shown.append(capsys.readouterr().out)
    assert [text.splitlines()[0].partition(":")[0] for text in shown] == [
        *(f"Hint {at} of {number}" for at in range(1, number + 1)),
        f"Hint {number} of {number}",
    ]
    assert "before the next one" in shown[0]
    assert 'solution("2.1")' in shown[-1]


def test_a_hint_can_be_read_again(capsys):
    """Reading again counts nothing; a number that does not exist says which do."""
    hint("2.1", 2)
    assert capsys.readouterr().out.startswith("Hint 2 of 3")
    hint("2.1")
    assert capsys.readouterr().out.startswith("Hint 1 of 3")
    hint("2.1", 9)
    assert "the hints 1 to 3, not 9" in capsys.readouterr().out


def test_the_solution_waits_for_two_tries(capsys):
    """Or for ``now=True``: the learner decides."""
    solution("2.1")
    assert "not tried 2.1 yet" in capsys.readouterr().out
    check("2.1", None)  # nothing handed in is no try
    check("2.1", print)
    capsys.readouterr()
    solution("2.1")
    assert "tried 2.1 once" in capsys.readouterr().out
    check("2.1", print)
    capsys.readouterr()
    solution("2.1")
    assert find("2.1").text("solution.py").strip() in capsys.readouterr().out


def test_a_demonstration_is_no_try(capsys):
    """A chapter shows what ``check`` says; the reader keeps both tries, and nothing is kept as theirs."""
    assert check("2.1", solved(), counts=False).passed
    assert 'hint("2.1")' in check("2.1", print, counts=False).next_step
    assert (records.tries("2.1"), records.passed("2.1"), records.kept("2.1")) == (0, False, None)
    capsys.readouterr()
    solution("2.1")
    assert "not tried 2.1 yet" in capsys.readouterr().out


def test_the_solution_can_be_had_at_once(capsys):
    """And who has passed need not try twice."""
    solution("2.1", now=True)
    assert "def producer_consumer" in capsys.readouterr().out
    records.note_try("2.1", True)
    solution("2.1")
    assert "def producer_consumer" in capsys.readouterr().out


def test_an_answer_that_passed_comes_back_as_the_learner_wrote_it(capsys):
    """Later chapters build on it; here it was kept by its source."""
    assert check("2.1", solved()).passed
    capsys.readouterr()
    again = answer("2.1")
    assert capsys.readouterr().out == ""
    assert again.__name__ == "producer_consumer"
    assert again is not solved()
    assert check("2.1", again).passed


def test_without_a_pass_the_solution_stands_in_and_says_so(capsys):
    """A chapter that needs it runs all the same."""
    assert check("2.1", answer("2.1")).passed
    assert "this is the solution of 2.1, not yours" in capsys.readouterr().out


def test_a_handout_without_solutions_says_so(monkeypatch, capsys):
    """There is nothing to show and nothing to stand in."""
    monkeypatch.setattr("exercises.catalogue.Exercise.has", lambda _self, _name: False)
    solution("2.1", now=True)
    assert "has no solution of 2.1" in capsys.readouterr().out
    assert answer("2.1") is None
    assert "Exercise 2.1 first" in capsys.readouterr().out


@pytest.mark.parametrize("call", [hint, solution, answer, lambda number: check(number, None)])
@pytest.mark.parametrize("number", ["77.1", 13.1, None, "producer", object])
def test_an_exercise_that_does_not_exist_is_said_and_raises_nothing(call, number, capsys):
    """With the numbers that there are."""
    call(number)
    assert "there is no exercise" in capsys.readouterr().out


def test_a_kept_answer_that_no_longer_runs_is_said(capsys):
    """The learner's text may need something that is gone."""
    records.note_try("2.1", True, source="import no_such_module\n", name="producer_consumer")
    assert answer("2.1") is not None
    told = capsys.readouterr().out
    assert "no longer runs by itself" in told
    assert "the solution of 2.1" in told
