"""Guesses are asked for before anything is shown; sliders answer, and survive whatever the model does."""

from types import SimpleNamespace

import pytest

from exercises.lessons import sliders


@pytest.mark.parametrize(
    ("guess", "actual", "options", "said"),
    [
        (2, 2, {}, "You said 2, and 2 it is.\n"),
        (40, 8, {"unit": "lines"}, "You said 40 lines. It is 8 lines. Why?\n"),
        (1.05, 1.0, {"unit": "times"}, "You said 1.05 times, and 1 times it is.\n"),
        (0, 0.0, {}, "You said 0, and 0 it is.\n"),
        (3, 0, {}, "You said 3. It is 0. Why?\n"),
        (300_000, 2_000_000, {"factor": 10}, "You said 300,000, and 2,000,000 it is.\n"),
        (" C ", "c", {}, "You said C, and c it is.\n"),
        ("(c)", "c", {}, "You said c, and c it is.\n"),
        ("C)", "c", {}, "You said C, and c it is.\n"),
        (" [b]. ", "c", {}, "You said b. It is c. Why?\n"),
        ("b", "c", {}, "You said b. It is c. Why?\n"),
        ("many", 8, {}, "A number, please, not 'many': change it, and run again.\n"),
    ],
)
def test_a_guess_is_set_beside_what_happened(guess, actual, options, said, capsys):
    """Both numbers are printed, and whether they fit."""
    sliders.compare(guess, actual, **options)
    assert capsys.readouterr().out == said


def test_without_a_guess_nothing_is_given_away(capsys):
    """The stored notebooks hold no guess: what they print there is the same on every machine."""
    sliders.compare(None, 12345)
    sliders.compare(None, "c")
    out = capsys.readouterr().out
    assert "12345" not in out
    assert out == 2 * "Your guess first: write it in the place of None, and run again.\n"


def test_a_guess_is_not_judged_by_a_measurement_that_could_not_be_made(capsys):
    """On a busy machine a right guess would be called wrong: the reason stands in place of a verdict."""
    sliders.compare(2, 0.5, unless="No core was free.")
    sliders.compare(None, 0.5, unless="No core was free.")
    told, asked = capsys.readouterr().out.splitlines()
    assert told == "You said 2. No core was free."
    assert asked.startswith("Your guess first")


def model(maxsize, make, use):
    """A run whose peak is 1 when the producer is slower; nobody knows what happens at 13."""
    if maxsize == 13:
        raise LookupError("<thirteen>")
    peak = 1 if make > use else maxsize
    return SimpleNamespace(depths=[(0.1, peak), (0.2, 0)], latencies=[0.1, 0.3], elapsed=0.6)


def test_a_slider_that_moves_changes_picture_and_sentence():
    """Slower than the consumer's 10 ms, the producer can't fill the queue; the picture's alt text says so."""
    make, use, _, _, page = sliders.panel(model).children
    assert "at most 8" in page.value
    make.value = use.value + 1
    assert "at most 1" in page.value
    assert "0.60 s in all; a line takes 200 ms" in page.value
    assert not make.continuous_update


def test_a_guess_is_drawn_and_a_guess_that_is_no_number_is_told():
    """The box takes what a learner types; a word is answered in the panel."""
    *_, guess, page = sliders.panel(model).children
    without = page.value
    guess.value = "4"
    assert "<img" in page.value
    assert page.value != without
    guess.value = "four"
    assert "Your guess is a number, please, not &#x27;four&#x27;." in page.value
    assert "<img" in page.value


def test_a_model_that_raises_leaves_the_sliders_alive():
    """An exception in a callback would go nowhere and leave a dead panel: it is shown instead, as text."""
    _, _, size, _, page = sliders.panel(model).children
    size.value = 13
    assert "LookupError: &lt;thirteen&gt;" in page.value
    size.value = 14
    assert "at most 14" in page.value


def test_knobs_show_a_sentence_where_there_is_no_kernel(monkeypatch):
    """A stored notebook keeps the words, and not the live part."""
    shown = []
    monkeypatch.setattr(sliders, "display", lambda data, raw: shown.append((data, raw)))
    sliders.knobs(model)
    ((data, raw),) = shown
    assert raw
    assert data["text/plain"] == sliders.STILL


def picture_of(number):
    """A picture whose sentence names the value; none of 4."""
    if number == 4:
        raise LookupError("<four>")
    return SimpleNamespace(html=f"<img alt='a picture of {number}'>")


def test_a_dial_shows_the_picture_of_its_value_and_survives_one_that_cannot_be_drawn():
    """Each move is answered by the picture, or by the reason why there is none."""
    knob, page = sliders.turning(picture_of, (1, 4, 9), label="maxsize", value=1).children
    assert "a picture of 1" in page.value
    knob.value = 4
    assert "LookupError: &lt;four&gt;" in page.value
    knob.value = 9
    assert "a picture of 9" in page.value
    assert not knob.continuous_update


def test_a_dial_leaves_a_sentence_where_there_is_no_kernel(monkeypatch):
    """The stored page says what would be there."""
    shown = []
    monkeypatch.setattr(sliders, "display", lambda data, raw: shown.append(data))
    sliders.dial(picture_of, (1, 9), label="maxsize", value=1)
    assert shown[0]["text/plain"] == "While a kernel runs: a slider, maxsize (1, 9), and the picture."
