"""What is said about a run that did not end well: true of the very answer, and no line but its own."""

import threading

import pytest

from exercises.catalogue import find
from exercises.engine.check import judged
from exercises.engine.endings import SLOW_WORK, USUAL, asks_to_be_driven, crash, sentence, waits_by_the_clock
from exercises.engine.source_text import answer_in, revive
from pipeline_core import lab

NO_CLOCK = """
def answer(work, items):
    found = {item: work(item) for item in items}
    thread.join()
    lock.acquire()
    queue.put(queue.get())
    return found.get(None)
"""


@pytest.mark.parametrize(
    "call",
    ["sleep(1)", "time.sleep(1)", "thread.join(1)", "event.wait(timeout=1)", "Timer(1, work)",
     "lock.acquire(True, 1)", "queue.get(True, 1)", "queue.put(1, True, 1)", "pool(**how)"],
)  # fmt: skip
def test_who_holds_together_by_a_sleep_has_one(call):
    """A search finds what time alone keeps apart; whose time it was, the text of the answer tells."""
    (plain,) = revive(NO_CLOCK, "answer", filename="<no clock>")
    assert not waits_by_the_clock(lab.simulate(lambda: None, watch=plain))
    (timed,) = revive(NO_CLOCK.replace("thread.join()", call), "answer", filename=f"<clock {call}>")
    run = lab.simulate(lambda: None, watch=timed)
    assert waits_by_the_clock(run)
    assert sentence("sleep", run, {}) == USUAL["sleep"]


def test_a_style_that_waits_in_real_time_is_told_that_nothing_is_said_against_it():
    """It is tried neither: nothing ends what waits there."""
    text = """
import asyncio

def greet(name, say):
    async def main():
        return await asyncio.to_thread(say, name)
    return [asyncio.run(main())]
"""
    (greet,) = revive(text, "greet", filename="<to_thread>")
    verdict = judged("0.1", greet, counts=False)
    assert verdict.message.startswith("in this style it can't be looked at here")
    assert "asyncio waits in ways of its own" in verdict.message
    assert not verdict.tried


def test_a_loop_of_a_library_that_no_lab_controls_is_not_called_the_answers():
    text = """
from multiprocessing.pool import ThreadPool

def greet(name, say):
    with ThreadPool(1) as pool:
        said = [pool.apply(say, (name,))]
        pool.close()
        pool.join()
    return said
"""
    (greet,) = revive(text, "greet", filename="<ThreadPool>")
    assert "multiprocessing waits in ways of its own" in judged("0.1", greet, counts=False).message


def test_slow_work_is_not_called_a_sleep_of_the_answer():
    """What a check hands in may take its time: the answer that goes wrong then has no sleep to leave out."""
    (plain,) = revive(NO_CLOCK, "answer", filename="<no clock>")
    assert sentence("sleep", lab.simulate(lambda: None, watch=plain), {}) == SLOW_WORK


def test_a_lock_whose_holder_has_ended_is_named():
    """Who waits for it waits for ever, and that is no riddle."""
    lock = threading.Lock()

    def program():
        keeper = threading.Thread(target=lock.acquire, name="keeper")
        keeper.start()
        keeper.join()
        lock.acquire()

    run = lab.simulate(program)
    assert sentence("deadlock", run, {}) == (
        "stuck: MainThread waits for a lock that is never given back: who took it has ended."
    )


def test_a_lock_that_is_still_held_is_not_said_to_be_lost():
    """The usual sentence is true of all that are stuck."""
    lock = threading.Lock()

    def program():
        with lock:
            taker = threading.Thread(target=lock.acquire)
            taker.start()
            taker.join()

    assert sentence("deadlock", lab.simulate(program), {}) == USUAL["deadlock"]


def test_a_recursion_that_would_end_is_not_said_to_have_no_end():
    """A call for each item is right for a few; the number of calls is what there is too much of."""

    def count(number):
        return number and 1 + count(number - 1)

    with pytest.raises(RecursionError) as caught:
        count(100_000)
    told = crash(caught.value)
    assert "called itself until Python gave up" in told
    assert "About a thousand calls" in told


def test_a_line_that_ends_with_a_colon_ends_a_sentence():
    """The colon is the line's, the full stop the sentence's."""

    def answer():
        for _ in 3:
            pass

    with pytest.raises(TypeError) as caught:
        answer()
    assert crash(caught.value).endswith(": for _ in 3.")


def generates(source, _target, _work):
    yield source


async def awaits(source, _target, _work):
    return source


async def both(source, _target, _work):
    yield source


@pytest.mark.parametrize("answer", [generates, awaits, both])
def test_a_call_that_runs_no_line_is_told_so(answer):
    """It would be told what it did not do, and it did nothing at all."""
    assert "runs none of its lines" in judged("3.3", answer, counts=False).message
    assert asks_to_be_driven(sentence) == ""


@pytest.mark.parametrize(
    ("number", "name", "kept"),
    [
        ("0.1", "wrong_kept_list.py", "said had 0 members, then"),
        ("2.3", "wrong_results_outside.py", "had 0 members, then 6"),
        ("3.4", "wrong_default_list.py", "had 0 members, then"),
    ],
)
def test_what_an_answer_keeps_from_call_to_call_is_named(number, name, kept):
    """The run that went wrong shows what was there, and not where it came from."""
    verdict = judged(number, answer_in(find(number), name), counts=False)
    (note,) = [note for note in verdict.notes if "outlives a call" in note]
    assert kept in note


def test_who_keeps_nothing_is_not_told_so():
    """A lock or a queue of the module that is back where it was is no news."""
    verdict = judged("2.3", answer_in(find("2.3"), "wrong_end_marker.py"), counts=False)
    assert not any("outlives a call" in note for note in verdict.notes)
