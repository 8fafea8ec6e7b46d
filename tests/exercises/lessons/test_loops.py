"""A loop of two queues: its fullest moment is found in a run, and its drawing says in words what it shows."""

from queue import Queue
from threading import Semaphore

import pytest
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from exercises.lessons.loops import Moment, fullest, loop_state
from exercises.lessons.programs import run_threads
from pipeline_core import SENTINEL, lab
from pipeline_core.lab.style import ITEM

TEXTS = 4
LOOP = {"drafts": "make", "improved": "judge"}


def go_round(most):
    """Four texts, three rounds each, in a loop of two queues of one place."""
    drafts, improved, room = Queue(1), Queue(1), Semaphore(most)

    def feed():
        for _ in range(TEXTS):
            room.acquire()
            drafts.put(1)
        for _ in range(most):
            room.acquire()
        drafts.put(SENTINEL)

    def make():
        while (text := drafts.get()) is not SENTINEL:
            improved.put(text)
        improved.put(SENTINEL)

    def judge():
        while (text := improved.get()) is not SENTINEL:
            if text == 3:
                room.release()
            else:
                drafts.put(text + 1)

    run_threads(feed, make, judge)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_the_fullest_moment_has_as_many_in_the_loop_as_may_be_there(most):
    """Wherever they lie: each text is in a queue, in a hand, outside or finished."""
    run = lab.simulate(lambda: go_round(most), switch="sync")
    assert run.outcome == "finished"
    at = fullest(run, LOOP, TEXTS)
    assert sum(at.queues.values()) + sum(at.hands.values()) == most
    assert at.outside + at.finished == TEXTS - most


def test_of_a_loop_that_is_stuck_it_is_the_last_moment():
    """Both places and both hands are full, and the end has not gone in."""
    run = lab.simulate(lambda: go_round(4), switch="sync")
    assert run.outcome == "deadlock"
    at = Moment({"drafts": 1, "improved": 1}, {"make": 1, "judge": 1}, outside=0, finished=0)
    assert fullest(run, LOOP, TEXTS) == at


def filled(picture):
    """Which places are drawn as taken."""
    squares = [each for each in picture.figure.axes[0].patches if isinstance(each, Rectangle)]
    return [to_rgba(square.get_facecolor()) == to_rgba(ITEM) for square in squares]


def test_the_sentence_says_what_is_drawn():
    """Who can't see the picture knows the same."""
    at = Moment({"drafts": 0, "improved": 2}, {"make": 1, "judge": 0}, outside=4, finished=1)
    picture = loop_state(at, 2, "It goes on.")
    assert picture.alt == (
        "A loop of two queues at its fullest: drafts holds 0 of 2; improved holds 2 of 2; make: blocked, one "
        "in hand; judge: can take, empty hands; 4 outside, 1 finished. It goes on."
    )
    texts = [text.get_text() for text in picture.figure.axes[0].texts]
    assert texts == [
        "outside\n4", "drafts", "make\nblocked\none in hand", "improved", "judge\ncan take\nempty hands",
        "finished\n1", "once more",
    ]  # fmt: skip


def test_who_has_nothing_to_take_is_starved_and_who_has_room_works():
    """The four things that a thread of the loop can be at."""
    at = Moment({"drafts": 0, "improved": 0}, {"make": 1, "judge": 0}, outside=0, finished=0)
    texts = [text.get_text() for text in loop_state(at, 1).figure.axes[0].texts]
    assert "make\nworking\none in hand" in texts
    assert "judge\nstarved\nempty hands" in texts


def test_so_many_places_are_taken():
    """The items stand at the end from which they leave."""
    at = Moment({"drafts": 1, "improved": 3}, {"make": 0, "judge": 0}, outside=0, finished=0)
    assert filled(loop_state(at, 3)) == [False, False, True, True, True, True]
