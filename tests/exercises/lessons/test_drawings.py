"""Figures say in a sentence what they show, come out the same each time, and never touch pyplot."""

import subprocess
import sys

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from exercises.lessons import drawings

END = object()
CURVE = [(0.1, 1), (0.2, 2), (0.5, 0)]


def all_pictures():
    """One of each kind."""
    return [
        drawings.depth_plot({"a": CURVE, "b": CURVE}, guess=3, maxsize=2),
        drawings.depth_plot({"a": CURVE, "b": CURVE}, apart=True),
        drawings.cost_plot((1, 0), [0.6, 0.6], [0.02, 0.3]),
        drawings.pipeline_map(["Input", "Queue 1"]),
        drawings.queue_state([1, 2], 2, producer="blocked", consumer="working"),
        drawings.queue_state([], 0, producer="working", consumer="starved"),
        drawings.reference_drawing([[1], [2, 3]]),
    ]


@pytest.mark.parametrize("place", range(7))
def test_the_same_figure_gives_the_same_bytes(place):
    """Stored outputs don't change when nothing has changed."""
    first, second = all_pictures()[place], all_pictures()[place]
    assert first.png.startswith(b"\x89PNG")
    assert first.png == second.png
    assert first.alt == second.alt == repr(first)


def test_the_depth_plot_tells_peak_and_end_and_draws_what_it_was_given():
    """Who can't see the curve learns the same two numbers from the sentence."""
    picture = drawings.depth_plot({"no bound": CURVE}, guess=3, maxsize=2)
    assert "no bound, at most 2, empty after 0.50 s" in picture.alt
    (axes,) = picture.figure.axes
    drawn = [list(line.get_ydata()) for line in axes.lines]
    assert drawn == [[0, 1, 2, 0], [2, 2], [3, 3]]


def test_what_stays_empty_is_empty_from_then_on():
    """Results that are handed on at the moment they are made leave the curve where it is."""
    picture = drawings.depth_plot({"a": [(0.1, 0), (0.5, 2), (1.0, 0), (1.1, 0), (1.6, 0)]})
    assert "empty after 1.00 s" in picture.alt


def test_curves_that_would_cover_each_other_get_rows_of_their_own_with_one_scale():
    """Side by side only means something when the scales are the same."""
    picture = drawings.depth_plot({"a": CURVE, "b": [(1.0, 9), (2.0, 0)]}, apart=True)
    assert len(picture.figure.axes) == 2
    assert len({axes.get_xlim() for axes in picture.figure.axes}) == 1
    assert len({axes.get_ylim() for axes in picture.figure.axes}) == 1


def test_one_object_is_drawn_once_however_often_it_was_put():
    """Identity decides, not equality: two empty lists are two boxes."""
    one_list = [[]] * 3
    assert (
        "3 places point at 1 list on the heap; lines in each: 0." in drawings.reference_drawing(one_list).alt
    )
    assert "2 places point at 2 lists on the heap" in drawings.reference_drawing([[], []]).alt


def test_the_drawing_tells_what_is_inside_and_what_every_thread_does():
    """Who can't see it learns the same from the sentence; the end is told by identity, never by value."""
    picture = drawings.flow_state(
        ["/", END], {"read": "finished"}, {"parse 1": "working", "parse 2": "starved"}, END
    )
    assert picture.alt == (
        "In the queue, the next to leave first: /, the end. "
        "read is finished; parse 1 is working; parse 2 is starved."
    )
    drawn = [text.get_text() for text in picture.figure.axes[0].texts]
    assert drawn == ["read\nfinished", "/", "END", "", "parse 1\nworking", "parse 2\nstarved"]
    again = drawings.flow_state(
        ["/", END], {"read": "finished"}, {"parse 1": "working", "parse 2": "starved"}, END
    )
    assert again.png == picture.png


def test_a_long_queue_is_drawn_short_and_counted_in_words():
    """The first places and the last; how many there are is said."""
    picture = drawings.flow_state([*range(40), END], {"read": "finished"}, {"count": "finished"}, END)
    assert "0, 1, 2, 3, … the end (41 in all)" in picture.alt
    drawn = [text.get_text() for text in picture.figure.axes[0].texts]
    assert drawn[1:-1] == ["0", "1", "2", "3", "…", "END"]


def test_an_unknown_state_is_refused_by_name():
    """The message names the thread, the states there are, and what was given."""
    with pytest.raises(ValueError, match=r"read is one of .*blocked.*, not 'asleep'"):
        drawings.flow_state([], {"read": "asleep"}, {})


def test_a_channel_is_drawn_with_its_parcels_its_crates_and_the_token():
    """Who cannot see the drawing reads what is in both rows, and what both threads do."""
    told = drawings.channel_state(["a", "WAKE"], [""], maxsize=2, producer="woken", consumer="working").alt
    assert "maxsize 2" in told
    assert "going forward: a, WAKE. Crates, coming back: an empty crate." in told
    assert "The producer is woken, the consumer working." in told
    told = drawings.channel_state([], [], maxsize=1, producer="blocked", consumer="starved").alt
    assert "going forward: none. Crates, coming back: none." in told


def test_a_channel_has_as_many_places_as_crates_and_says_who_waits_where():
    """One more is drawn for a token alone: more would look like room."""
    waits = drawings.channel_state(["a"], [], maxsize=1, producer="blocked", consumer="working")
    drawn = waits.figure.axes[0]
    assert [text.get_text() for text in drawn.texts if "wait" in text.get_text()] == ["put waits here"]
    assert "no crate" in [text.get_text() for text in drawn.texts]
    assert sum(isinstance(each, Rectangle) for each in drawn.patches) == 2  # a parcel's place, and a crate's
    woken = drawings.channel_state(["a", "WAKE"], ["WAKE"], maxsize=1, producer="woken", consumer="ended")
    assert sum(isinstance(each, Rectangle) for each in woken.figure.axes[0].patches) == 4
    assert not [text for text in woken.figure.axes[0].texts if "wait" in text.get_text()]


def test_a_picture_without_a_sentence_is_refused():
    """Alt text can't be forgotten."""
    with pytest.raises(ValueError, match="say what is to be seen"):
        drawings.Picture(Figure(), " ")


def test_a_misspelt_part_or_state_is_refused_with_what_is_allowed():
    """A typo would leave a box pale without a word."""
    with pytest.raises(ValueError, match=r"no part is called 'Queue 9'; the parts are Input, Queue 1"):
        drawings.pipeline_map(["Queue 9"])
    with pytest.raises(ValueError, match=r"a thread is one of working.*not 'asleep'"):
        drawings.queue_state([], 1, producer="asleep", consumer="working")


def test_pyplot_is_never_loaded():
    """Pictures leave no open figure behind, and no state that a learner's own plots could trip over."""
    imports = "import sys; from exercises.lessons import drawings, sliders"
    code = f"{imports}; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=50).returncode == 0
