"""The price of polling is drawn, and turned by a slider that lives through everything."""

from exercises.lessons import stopping
from exercises.lessons.stopping import Price


def price(interval):
    """What looking up costs on paper; nobody knows the price of 2 s."""
    if interval == 2.0:
        raise LookupError("<two>")
    return Price(interval, 1 / interval, interval / 2)


def test_the_plot_says_in_words_what_it_shows():
    """Both curves and the marked choice are in the alt sentence."""
    told = stopping.price_plot([price(0.1), price(1.0)], chosen=price(0.1)).alt
    assert "10 wake-ups a second with 0.1 s" in told
    assert "0.05 s with 0.1 s, 0.5 s with 1 s" in told
    assert "Marked: 0.1 s" in told
    assert "Marked" not in stopping.price_plot([price(0.1), price(1.0)]).alt


def test_a_slider_that_moves_changes_picture_and_sentence():
    """Half the interval is the latency, and the sentence says so in milliseconds."""
    slider, page = stopping.price_panel(price, intervals=(0.1, 0.5, 1.0)).children
    slider.value = 0.5
    assert "wakes 2 times a second" in page.value
    assert "250 ms late" in page.value
    assert "Marked: 0.5 s" in page.value
    assert not slider.continuous_update


def test_a_price_that_raises_is_shown_and_the_slider_lives_on():
    """A callback that raised would leave a dead slider."""
    slider, page = stopping.price_panel(price, intervals=(0.1, 0.5, 2.0)).children
    assert "LookupError: &lt;two&gt;" in page.value
    slider.value = 0.1
    assert "LookupError" in page.value  # the curve needs every point


def test_each_price_is_asked_for_once():
    """A simulated price takes a moment, and a slider is moved to and fro."""
    asked = []
    slider, _ = stopping.price_panel(lambda each: asked.append(each) or price(each), (0.1, 0.5, 1.0)).children
    slider.value = 1.0
    slider.value = 0.1
    assert sorted(asked) == [0.1, 0.5, 1.0]


def test_where_there_is_no_kernel_a_sentence_stands(capsys):
    """Stored notebooks show the sentence in the place of the widget."""
    stopping.price_knob(lambda each: Price(each, 1 / each, each / 2))
    assert stopping.STILL in capsys.readouterr().out
