"""The drawing of a loop says in words what it shows."""

from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from exercises.lessons.loops import loop_state
from pipeline_core.lab.style import ITEM


def filled(picture):
    """How many places are drawn as taken."""
    squares = [each for each in picture.figure.axes[0].patches if isinstance(each, Rectangle)]
    return [to_rgba(square.get_facecolor()) == to_rgba(ITEM) for square in squares]


def test_the_sentence_says_what_is_drawn():
    """Who can't see the picture knows the same."""
    picture = loop_state({"drafts": 2, "improved": 1}, 2, {"make": "blocked", "judge": "starved"}, "Stuck.")
    assert picture.alt == (
        "A loop of two queues: drafts holds 2 of 2; improved holds 1 of 2; make is blocked; judge is "
        "starved. Stuck."
    )
    texts = [text.get_text() for text in picture.figure.axes[0].texts]
    assert texts == ["drafts", "make\nblocked", "improved", "judge\nstarved", "once more"]


def test_so_many_places_are_taken():
    """The items stand at the end from which they leave."""
    picture = loop_state({"drafts": 1, "improved": 3}, 3, {"make": "finished", "judge": "finished"})
    assert filled(picture) == [False, False, True, True, True, True]
