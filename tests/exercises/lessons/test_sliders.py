"""Sliders answer, and survive whatever the model does."""

from types import SimpleNamespace

from exercises.lessons import sliders


def model(maxsize, make, use):
    """A run whose peak is 1 when the producer is slower; nobody knows what happens at 13."""
    if maxsize == 13:
        raise LookupError("<thirteen>")
    peak = 1 if make > use else maxsize
    return SimpleNamespace(depths=[(0.1, peak), (0.2, 0)], latencies=[0.1, 0.3], elapsed=0.6)


def test_a_slider_that_moves_changes_picture_and_sentence():
    """Slower than the consumer's 10 ms, the producer can't fill the queue; the picture's alt text says so."""
    make, use, _, _, page = sliders.queue_panel(model).children
    assert "at most 8" in page.value
    make.value = use.value + 1
    assert "at most 1" in page.value
    assert "0.60 s in all; a line takes 200 ms" in page.value
    assert not make.continuous_update


def test_a_guess_is_drawn_and_a_guess_that_is_no_number_is_told():
    """The box takes what a learner types; a word is answered in the panel."""
    *_, guess, page = sliders.queue_panel(model).children
    without = page.value
    guess.value = "4"
    assert "<img" in page.value
    assert page.value != without
    guess.value = "four"
    assert "Your guess is a number, please, not &#x27;four&#x27;." in page.value
    assert "<img" in page.value


def test_a_model_that_raises_leaves_the_sliders_alive():
    """An exception in a callback would go nowhere and leave a dead panel: it is shown instead, as text."""
    _, _, size, _, page = sliders.queue_panel(model).children
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
    knob, page = sliders.dial_panel(picture_of, (1, 4, 9), label="maxsize", value=1).children
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
