"""What chapter 03 shares between its cells: named threads, the same log each time, a drawing that tells."""

import threading
from functools import partial
from queue import Queue

import pytest

from exercises.lessons import flow
from pipeline_core import lab

END = object()


def test_threads_are_called_after_their_functions_and_all_have_ended():
    """A picture can name a thread only if it has a name; two of a kind are told apart."""
    names = []

    def read():
        names.append(threading.current_thread().name)

    def parse():
        names.append(threading.current_thread().name)

    flow.run_threads(read, parse, partial(parse))
    assert sorted(names) == ["parse 1", "parse 2", "read"]
    assert not any(thread.name in names for thread in threading.enumerate())


def test_the_log_is_the_same_each_time_and_two_of_its_lines_are_cut(tmp_path):
    """The chapter's stored numbers hang on it."""
    texts = []
    for name in ("a.log", "b.log"):
        flow.write_log(tmp_path / name)
        texts.append((tmp_path / name).read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    short = [n for n, line in enumerate(texts[0].splitlines(), 1) if len(line.split()) != 5]
    assert (len(texts[0].splitlines()), short) == (60, [20, 45])


def test_another_seed_is_another_log(tmp_path):
    """The chapter's two shops don't sell the same."""
    for seed in (2, 3):
        flow.write_log(tmp_path / f"{seed}.log", lines=5, seed=seed)
    assert (tmp_path / "2.log").read_bytes() != (tmp_path / "3.log").read_bytes()


def test_the_drawing_tells_what_is_inside_and_what_every_thread_does():
    """Who can't see it learns the same from the sentence; the end is told by identity, never by value."""
    picture = flow.flow_state(
        ["/", END], {"read": "finished"}, {"parse 1": "working", "parse 2": "starved"}, END
    )
    assert picture.alt == (
        "In the queue, the next to leave first: /, the end. "
        "read is finished; parse 1 is working; parse 2 is starved."
    )
    drawn = [text.get_text() for text in picture.figure.axes[0].texts]
    assert drawn == ["read\nfinished", "/", "END", "", "parse 1\nworking", "parse 2\nstarved"]
    again = flow.flow_state(
        ["/", END], {"read": "finished"}, {"parse 1": "working", "parse 2": "starved"}, END
    )
    assert again.png == picture.png


def test_a_long_queue_is_drawn_short_and_counted_in_words():
    """The first places and the last; how many there are is said."""
    picture = flow.flow_state([*range(40), END], {"read": "finished"}, {"count": "finished"}, END)
    assert "0, 1, 2, 3, … the end (41 in all)" in picture.alt
    drawn = [text.get_text() for text in picture.figure.axes[0].texts]
    assert drawn[1:-1] == ["0", "1", "2", "3", "…", "END"]


def test_an_unknown_state_is_refused_by_name():
    """The message names the thread, the states there are, and what was given."""
    with pytest.raises(ValueError, match=r"read is one of .*blocked.*, not 'asleep'"):
        flow.flow_state([], {"read": "asleep"}, {})


def test_who_never_ended_is_read_off_a_run():
    """The chapter compares guesses with it, so it names the stuck threads, and nobody after a good run."""

    def program(ends):
        queue = Queue()
        for _ in range(ends):
            queue.put(END)

        def parse():
            queue.get()

        flow.run_threads(parse, parse)

    assert flow.never_ended(lab.simulate(lambda: program(1))) == ["parse 2"]
    assert flow.never_ended(lab.simulate(lambda: program(2))) == []


def test_what_became_of_a_thread_is_read_off_a_run():
    """The drawings of the chapter show what a run came to, and its cells don't tell it beforehand."""

    def program(ends, places):
        queue, behind = Queue(), Queue(places)
        for _ in range(ends):
            queue.put(END)

        def parse():
            queue.get()

        def read():
            behind.put(END)
            behind.put(END)

        flow.run_threads(parse, read)

    names = "parse", "read"
    assert flow.states(lab.simulate(lambda: program(0, 1)), *names) == {"parse": "starved", "read": "blocked"}
    assert flow.states(lab.simulate(lambda: program(1, 2)), *names) == dict.fromkeys(names, "finished")
