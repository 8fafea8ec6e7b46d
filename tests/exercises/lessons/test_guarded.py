"""A program that gets stuck does so in a child: the caller always comes back, and is told where."""

import os
import threading
from threading import Lock

import pytest

from exercises.lessons.guarded import in_child, told


def prints_a_word():
    print("a word")


def locks_itself_out():
    lock = Lock()
    with lock:
        lock.acquire()


def dies_with_a_lock():
    lock = Lock()

    def die():
        lock.acquire()
        raise ZeroDivisionError("with a lock in hand")

    thread = threading.Thread(target=die)
    thread.start()
    thread.join()
    lock.acquire()


def raises():
    raise ZeroDivisionError("on purpose")


held = Lock()
first, second = Lock(), Lock()


def uses_a_lock_of_another_cell():
    with held:
        print("held")


def uses_a_lock_that_nobody_can_make():
    with second:
        pass


def test_a_program_that_ends_is_not_stuck():
    """What it printed comes back."""
    ended = in_child(prints_a_word, patience=30)
    assert ended == (False, "a word\n", "")


def test_a_program_that_gets_stuck_is_ended_and_its_dump_names_the_line():
    """The text of the line stands beside it; no address and no folder is shown."""
    ended = in_child(locks_itself_out, patience=0.5)
    assert ended.stuck
    assert "in locks_itself_out" in ended.dump
    assert "lock.acquire()" in ended.dump
    assert os.sep + "program.py" not in ended.dump
    assert "0x…" in ended.dump


def says_that_it_waits():
    print("here it is")
    threading.Event().wait()


def test_a_program_is_ended_once_it_has_said_what_is_waited_for():
    """However long the patience: a busy machine needs more of it."""
    ended = in_child(says_that_it_waits, patience=10_000, until="here it is")
    assert ended.stuck
    assert ended.output == "here it is\n"
    assert "in says_that_it_waits" in ended.dump


def test_what_a_thread_died_of_is_told_and_the_dump_is_that_of_the_rest():
    """The traceback stands with the output; no folder is shown."""
    ended = in_child(dies_with_a_lock, patience=0.5)
    assert ended.stuck
    assert "with a lock in hand" in ended.output
    assert os.sep + "program.py" not in ended.output
    assert "in dies_with_a_lock" in ended.dump
    assert "in die\n" not in ended.dump


def test_an_error_of_the_program_is_told():
    """A typing error is no deadlock."""
    with pytest.raises(RuntimeError, match="on purpose"):
        in_child(raises, patience=30)


def test_what_has_no_text_is_refused_with_the_cure():
    """What no statement of its own says: how to make it in another process is not known."""
    with pytest.raises(ValueError, match="Make that inside of the function"):
        in_child(uses_a_lock_that_nobody_can_make)


def test_what_a_statement_makes_is_made_anew():
    """A lock of this process can't be in another one; the statement that made it can."""
    with held:
        assert in_child(uses_a_lock_of_another_cell, patience=30) == (False, "held\n", "")


def test_nothing_is_left():
    """No thread watches a child that has ended."""
    before = threading.enumerate()
    in_child(prints_a_word, patience=30)
    assert threading.enumerate() == before


def test_lines_of_the_start_are_no_lines_of_the_program():
    """Only what the reader has written is shown."""
    dump = 'Thread 0x00007f12 (most recent call first):\n  File "/a/b/program.py", line 9 in <module>'
    assert told(dump, "one\ntwo") == "Thread 0x… (most recent call first):"
