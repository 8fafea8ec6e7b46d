"""Forms with questions or a Stepper, filled in and pressed as a learner would, without a browser."""

import ipywidgets
import pytest

import exercises
from exercises.engine.check import check, judged
from exercises.forms import plain
from exercises.forms.base import STALE
from exercises.forms.questions import QuestionForm
from exercises.forms.schedule import ScheduleForm
from exercises.records import records
from tests.exercises import samples
from tests.exercises.pressing import every, fill, press, seen


@pytest.fixture(autouse=True)
def with_samples(monkeypatch):
    """The small exercises of ``samples`` are there beside those of the course."""
    samples.install(monkeypatch)


@pytest.fixture
def form(monkeypatch):
    """``form``, in something like a notebook."""
    monkeypatch.setattr(plain, "kernel", object)
    return exercises.form


# -- questions -------------------------------------------------------------------------------


def test_a_question_form_asks_first_and_judges_what_is_filled_in(form):
    """Open questions are named; a wrong number and a wrong letter get their sentence; then it passes."""
    guess = form("90.1")
    assert isinstance(guess, QuestionForm)
    assert guess.answers == {}
    press(guess, "Check")
    assert "not passed: commit to an answer first; still open: peak, why." in seen(guess)
    fill(guess, peak="5", why="a")
    assert guess.answers == {"peak": 5, "why": "a"}
    press(guess, "Check")
    assert "peak: 5 lines is too low. The queue is full when the producer waits." in seen(guess)
    fill(guess, peak="8")
    press(guess, "Check")
    assert "why: you chose a: true, and no reason." in seen(guess)
    fill(guess, why="b")
    press(guess, "Check")
    assert "passed: both answers are right. 8. Yes." in seen(guess)
    assert judged("90.1", guess).passed


def test_nothing_is_chosen_and_nothing_is_given_away_before_a_check(form):
    """No option is selected, no field has a value, no sentence about an answer is anywhere in the form."""
    guess = form("90.1")
    (radio,) = every(guess, ipywidgets.RadioButtons)
    assert radio.value is None
    shown = seen(guess) + str(guess._repr_mimebundle_())
    for secret in ("full when the producer", "never holds more", "no reason", "Yes."):
        assert secret not in shown


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (" 8 ", 8),
        ("8 lines", 8),
        ("8.5", 8.5),
        ("1e3", 1000),
        ("8,5", "8,5"),
        ("eight", "eight"),
        ("eight lines", "eight lines"),
        ("  ", None),
    ],
)
def test_a_number_may_be_typed_in_many_ways(form, typed, answer):
    """Its unit may stand behind it; what is no number goes to the judge as it was typed."""
    guess = form("90.1")
    fill(guess, peak=typed)
    assert guess.answers.get("peak") == answer


def test_a_word_for_a_number_is_told_in_the_form(form):
    """It is judged like any other answer."""
    guess = form("90.1")
    fill(guess, peak="eight", why="b")
    press(guess, "Check")
    assert "peak: 'eight' is no number, in lines." in seen(guess)


def test_a_change_after_a_verdict_is_marked(form):
    """What stands below speaks of what was filled in before; without a verdict there is nothing to mark."""
    guess = form("90.1")
    fill(guess, peak="5", why="b")
    assert "Changed since" not in seen(guess)
    press(guess, "Check")
    fill(guess, peak="8")
    assert "Changed since this verdict: press Check again." in seen(guess)
    press(guess, "Check")
    assert "Changed since" not in seen(guess)


def test_the_form_can_be_handed_to_check_too(form, capsys):
    """As any answer; and a variant goes on to the judge of the button."""
    guess = form("90.1", variant=3)
    fill(guess, peak="11", why="b")
    press(guess, "Check")
    assert "passed: both" in seen(guess)
    assert check("90.1", guess, variant=3).passed
    assert not check("90.1", guess).passed
    assert "peak: 11 lines is too high." in capsys.readouterr().out


def test_each_press_is_one_try_once_there_is_an_answer(form):
    """The Check button counts as check does: nothing handed in is no try."""
    guess, before = form("90.1"), records.tries("90.1")
    press(guess, "Check")
    assert records.tries("90.1") == before
    fill(guess, peak="1", why="b")
    press(guess, "Check")
    press(guess, "Check")
    assert records.tries("90.1") == before + 2


def test_where_code_is_asked_for_too_the_form_judges_the_answers_alone(form):
    """It says how to hand in both, and counts no try: the exercise is not done yet."""
    guess, before = form("90.5"), records.tries("90.5")
    press(guess, "Check")
    assert "commit to an answer first" in seen(guess)
    fill(guess, peak="8", why="b")
    press(guess, "Check")
    assert 'both answers are right. 8. Yes. Now the code: check("90.5", guess, one).' in seen(guess)
    assert records.tries("90.5") == before
    assert judged("90.5", (guess, lambda: 1)).passed


def test_options_of_several_lines_stand_above_their_letters(form):
    """A radio button takes one line of text: code is shown as code, and the buttons are called a, b, c."""
    guess = form("90.2")
    (radio,) = every(guess, ipywidgets.RadioButtons)
    assert [label for label, _ in radio.options] == ["a", "b", "c"]
    shown = "".join(each.value for each in every(guess, ipywidgets.HTML))
    assert "while True:\n    q.get()</pre>" in shown
    fill(guess, which="a")
    press(guess, "Check")
    assert "✓ passed: your answer is right." in seen(guess)


def test_a_picture_is_shown_above_the_form_whenever_it_is_shown(form, monkeypatch):
    """By itself: a stored notebook keeps it, and the HTML beside the widget has no bytes of a picture."""
    shown = []
    monkeypatch.setattr("exercises.forms.base.display", lambda what, **_: shown.append(what))
    monkeypatch.setattr("IPython.display.display", lambda what, **_: shown.append(what))
    guess = form("90.2")
    guess._ipython_display_()
    picture, bundle = shown
    assert picture == {"image/png": guess.picture.png, "text/plain": guess.picture.alt}
    assert guess.picture.alt in bundle["text/plain"]
    assert guess.picture.alt in bundle["text/html"]  # folded: JupyterLab gives an image no alt
    assert "<img" not in bundle["text/html"]
    form("90.1")._ipython_display_()
    assert len(shown) == 3


# -- schedules -------------------------------------------------------------------------------


def test_a_schedule_is_played_shown_and_judged(form):
    """No move is nothing yet; a schedule that loses nothing is told; one that loses an update passes."""
    schedule = form("90.4")
    assert isinstance(schedule, ScheduleForm)
    assert schedule.schedule == ""
    press(schedule, "Check this schedule")
    assert "not passed: there is nothing yet" in seen(schedule)
    press(schedule, "1 ▶ Ada")
    assert f"Your schedule so far, 1 move, to copy: {schedule.schedule}" in seen(schedule)
    press(schedule, "Check this schedule")
    assert "not passed: the counter ends at 2: no update was lost." in seen(schedule)
    press(schedule, "2 ▶ Bob")
    assert "Changed since this verdict" in seen(schedule)
    press(schedule, "1 ▶ Ada")
    press(schedule, "Check this schedule")
    assert "✓ passed:" in seen(schedule)
    assert judged("90.4", schedule.schedule).passed
    assert judged("90.4", schedule).passed
    press(schedule, "Restart")
    assert schedule.schedule == ""


# -- whatever happens ------------------------------------------------------------------------


@pytest.mark.parametrize("error", [RuntimeError("<lost>"), KeyboardInterrupt()])
def test_a_judge_that_raises_is_shown_in_the_form_and_the_button_lives_on(form, monkeypatch, error):
    """A callback that raises would end in a log that nobody reads."""

    def stumble(*_):
        raise error

    guess = form("90.1")
    with monkeypatch.context() as patch:
        patch.setattr("exercises.forms.base.judged", stumble)
        press(guess, "Check")
    shown = seen(guess)
    assert "Interrupted: nothing was judged." in shown or "an error of its own: RuntimeError: <lost>" in shown
    press(guess, "Check")
    assert "commit to an answer first" in seen(guess)


def test_what_a_learner_sees_first_has_no_verdict(form):
    """Neither a verdict nor the word that something has changed."""
    for address in ("90.1", "90.3", "90.4"):
        fresh = form(address)
        assert "passed" not in seen(fresh)
        assert STALE not in [each.value for each in every(fresh, ipywidgets.HTML)]
