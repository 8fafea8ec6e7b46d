"""The drawing of the machine says in a sentence what it shows, and refuses what a thread cannot be."""

import pytest

from exercises.lessons.machine import Stack, life, machine

TWO = [
    Stack("MainThread", "waiting", {"cell": {"shelf": "a list"}, "join()": {}}),
    Stack("reader", "running", {"read()": {"shelf": "a list", "name": "'queue'"}}),
]


def test_the_drawing_tells_every_thread_with_its_calls_and_its_variables():
    """Who cannot see the boxes reads the same in the sentence."""
    told = machine(TWO).alt
    assert told.startswith("One heap, 2 stacks. MainThread is waiting: cell, shelf → a list; join().")
    assert "reader is running: read(), shelf → a list, name → 'queue'." in told


def test_an_object_that_two_threads_reach_is_drawn_once_and_said_to_be_shared():
    """Sharing is one box with two arrows, and a thick edge; the alt sentence names it."""
    picture = machine(TWO)
    drawn = [text.get_text() for text in picture.figure.axes[0].texts]
    assert drawn.count("a list") == 1
    assert picture.alt.endswith("On the heap more than one thread reaches a list.")
    widths = {patch.get_linewidth() for patch in picture.figure.axes[0].patches}
    assert max(widths) == 2.4


def test_threads_that_reach_nothing_in_common_are_said_to_share_nothing():
    """The sentence is there in either case."""
    apart = [Stack("a", "running", {"f()": {"x": "1"}}), Stack("b", "made")]
    assert machine(apart).alt.endswith("On the heap no object is shared.")


def test_two_processes_have_a_heap_each():
    """The same name in two processes is two objects."""
    picture = machine(TWO[:1], TWO[1:])
    drawn = [text.get_text() for text in picture.figure.axes[0].texts]
    assert drawn.count("heap of process 1") == drawn.count("heap of process 2") == 1
    assert drawn.count("a list") == 2
    assert "Process 2: one heap, 1 stack." in picture.alt
    assert "more than one thread" not in picture.alt


def test_a_global_name_is_on_nobodys_stack_and_its_object_is_shared():
    """Drawn once, beside the stacks; every thread reaches it, though no call has an arrow to it."""
    apart = [Stack("a", "running", {"f()": {"mine": "1"}}), Stack("b", "running", {"f()": {"mine": "2"}})]
    picture = machine(apart, names={"shelf": "2 names"})
    assert "Global names: shelf → 2 names." in picture.alt
    assert picture.alt.startswith("One heap, 2 stacks.")
    assert picture.alt.endswith("On the heap more than one thread reaches 2 names.")
    drawn = [text.get_text() for text in picture.figure.axes[0].texts]
    assert drawn.count("global names") == drawn.count("shelf") == 1
    assert "more than one" not in machine(apart[:1], names={"shelf": "2 names"}).alt


@pytest.mark.parametrize("make", [lambda: machine(TWO), lambda: machine(TWO, TWO), lambda: life("waiting")])
def test_the_same_drawing_gives_the_same_bytes(make):
    """Stored outputs don't change when nothing has changed."""
    assert make().png == make().png
    assert make().png.startswith(b"\x89PNG")


def test_the_life_of_a_thread_points_out_the_state_that_is_meant():
    """Its sentence says which; without one it points nowhere."""
    assert life("ended").alt.endswith("Here: ended.")
    assert "Here" not in life().alt


def test_what_no_thread_can_be_is_refused_with_what_it_can_be():
    """A typo would be drawn without a colour, or not at all."""
    with pytest.raises(ValueError, match=r"a thread is made, running, waiting, ended, not 'asleep'"):
        machine([Stack("a", "asleep")])
    with pytest.raises(ValueError, match="not 'asleep'"):
        life("asleep")
    with pytest.raises(ValueError, match="at least one thread"):
        machine([])
