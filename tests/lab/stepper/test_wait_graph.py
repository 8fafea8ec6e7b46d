"""Who waits for whom, drawn after each move: the learner sees a circle close."""

import re
from threading import Lock, Thread

import pytest

from pipeline_core import lab
from pipeline_core.lab.stepper import wait_graph
from pipeline_core.lab.stepper.session import Session
from pipeline_core.lab.stepper.view import View

THERE = [1, 2, 1, 2, 1, 2]  # the moves into the deadlock


def opposite():
    """Two threads, two locks, two orders."""
    first, second, seen = Lock(), Lock(), []

    def ada():
        with first:
            seen.append("ada")
            with second:
                pass

    def bob():
        with second:
            seen.append("bob")
            with first:
                pass

    threads = [Thread(target=ada, name="ada"), Thread(target=bob, name="bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def after(moves):
    """The drawing after these moves."""
    session = Session(opposite)
    session.go(moves)
    return wait_graph.whole(session.state.view)


def nodes(drawing):
    """The boxes: where each stands, and its text."""
    return re.findall(r'text x="([\d.]+)" y="([\d.]+)" text-anchor="middle">([^<]+)<', drawing)


@pytest.mark.parametrize(
    ("made", "held", "waits", "told"),
    [
        (0, 0, 0, "nobody holds a lock or waits for one"),
        (1, 1, 0, "ada holds lock first."),
        (2, 2, 0, "ada holds lock first; bob holds lock second."),
        (5, 2, 1, "ada holds lock first and waits for lock second; bob holds lock second."),
        (6, 2, 2, "bob holds lock second and waits for lock first."),
    ],
)
def test_each_move_adds_its_arrow(made, held, waits, told):
    """A lock that is taken points at its holder, a thread that waits at the lock; in words, too."""
    drawing = after(THERE[:made])
    assert drawing.count(">held by<") == held
    assert drawing.count(">waits for<") == waits
    assert told in drawing


def test_nobody_changes_place():
    """Threads and locks stand at the same place after each move: only arrows come and go."""
    drawings = [after(THERE[:made]) for made in range(len(THERE) + 1)]
    assert len({tuple(nodes(drawing)) for drawing in drawings}) == 1
    assert [text for *_, text in nodes(drawings[0])] == ["ada", "lock second", "bob", "lock first"]


def test_a_program_without_locks_has_no_graph():
    """An empty drawing would only take room."""
    assert wait_graph.whole(View()) == ""


def test_a_stepper_draws_it_only_when_asked():
    """Most programs are about something else; of a deadlock the circle is always drawn."""
    asked, not_asked = lab.Stepper(opposite, waits=True), lab.Stepper(opposite)
    for stepper in (asked, not_asked):
        stepper.session.go(THERE[:4])
    assert "Who waits for whom" in asked.static()._repr_html_()
    assert "<svg" not in not_asked.static()._repr_html_()
    for stepper in (asked, not_asked):
        stepper.session.go(THERE)
        stepper._refresh()
        assert "<svg" in stepper._said.value
