"""A story for a reader who wrote some of the files: no line of another one is shown, what it did is."""

from __future__ import annotations

import linecache
from threading import Thread
from typing import Any

from pipeline_core import lab

OTHERS = "<not the reader's>"
CHECK = '''
from threading import Thread

def beside(count, numbers, noted):
    """Calls the reader's function in a thread, and changes the same list meanwhile."""
    other = Thread(target=count, args=(numbers,), name="reader's")
    other.start()
    noted.append("a private note")
    numbers.append(2)
    other.join()
    return len(numbers)

def torn():
    raise OSError("the connection is gone")
'''


def check() -> dict[str, Any]:
    """The namespace of a file that is not the reader's."""
    linecache.cache[OTHERS] = (len(CHECK), None, CHECK.splitlines(keepends=True), OTHERS)
    space: dict[str, Any] = {"__name__": "not_the_readers"}
    exec(compile(CHECK, OTHERS, "exec"), space)
    return space


def appends(numbers: list[int]) -> None:
    seen = len(numbers)
    numbers[:] = [*range(seen), seen]


def lost_for(tells: Any) -> str:
    """The story of a lost item, for a reader who knows the files of which ``tells`` says yes."""
    beside = check()["beside"]
    found = lab.explore(
        lambda: beside(appends, [], []), check=lambda run: run.result == 2, watch=(appends, beside)
    )
    run = found.failure
    assert run is not None
    run.tells = tells
    return run.explain()


def test_no_line_of_another_file_is_shown_and_what_it_did_to_shared_things_is() -> None:
    """The text and the number of the line are the other file's; that the list changed concerns both."""
    everything = lost_for(lambda _name: True)
    assert "numbers.append(2)" in everything
    assert "ran line" in everything
    told = lost_for(lambda name: name != OTHERS)
    assert "numbers[:] = [*range(seen), seen]" in told
    assert "numbers becomes" in told
    for hidden in ("numbers.append", "noted", "private", "a private note"):
        assert hidden not in told
    assert "MainThread came in: numbers becomes" in told


def test_who_has_not_the_program_gets_no_call_that_would_play_it() -> None:
    """Neither lab.replay with a program of no name, nor a schedule alone."""
    told = lost_for(lambda name: name != OTHERS)
    assert "replay" not in told
    assert "schedule" not in told


def test_an_error_that_passed_no_line_of_the_readers_is_placed_in_none() -> None:
    """Where it was raised is told to whoever knows that file."""
    torn = check()["torn"]

    def calls() -> None:
        thread = Thread(target=torn, name="torn")
        thread.start()
        thread.join()

    run = lab.simulate(calls, watch=torn)
    assert 'raise OSError("the connection is gone")' in run.explain()
    run = lab.simulate(calls, watch=torn)
    run.tells = lambda name: name != OTHERS
    assert "raise OSError" not in run.explain()
    assert "it left torn\n" in f"{run.explain()}\n"


def test_the_number_of_an_object_is_left_out_of_an_errors_message() -> None:
    """It is another one in each run, and says nothing."""

    def looks() -> None:
        raise ValueError(f"{object()!r}: 4 started, at 0x12 (started 5 times)")

    assert "<object object>: 4 started, at 0x12 (started 5 times)" in lab.simulate(looks).explain()
