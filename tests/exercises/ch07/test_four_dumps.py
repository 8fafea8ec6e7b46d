"""The dumps of 7.4 are real, each variant has one right answer, and every wrong one its reason."""

import re
from itertools import pairwise

import pytest

from exercises.ch07.four_dumps import check as judge
from exercises.ch07.four_dumps.dumps import PATIENTS, dump_of, kept

VARIANTS = [0, 1, 2, 7, 20, 33, 12345]


@pytest.mark.parametrize("patient", PATIENTS)
def test_the_stored_dump_is_what_the_program_does_on_real_threads(patient):
    """Taken anew, in a process of its own: the same threads, in the same calls, at the same lines."""
    assert dump_of(patient) == kept(patient)


def test_each_program_has_an_illness_of_its_own():
    """What the lab finds in the five programs is what the questions speak of."""
    assert set(judge.kinds()) == set(judge.KINDS)


def read_off(dump):
    """Tell from the text of a dump alone what is wrong, as a learner can who knows `under(lock, work)`."""
    inside, wants, last = {}, {}, {}
    for thread, calls in re.findall(r"Thread '(\w+)':\n((?:  .*\n?)+)", dump):
        called = re.findall(r"in (\w+)(?: +(\S.*))?$", calls, flags=re.MULTILINE)
        last[thread] = [function for function, _ in called]
        for (_, line), (function, next_line) in pairwise(called):
            if function == "under":
                lock = line.partition("(")[2].partition(",")[0]
                if next_line == "with lock:":
                    wants[thread] = lock
                else:
                    inside[lock] = thread
    if "sleep(seconds)" in dump:
        return "slow"
    if waiting := {thread: inside[lock] for thread, lock in wants.items() if lock in inside}:
        circle = all(waiting.get(holder) == thread for thread, holder in waiting.items())
        return "locks" if circle else "join" * all("join" in last[each] for each in waiting.values())
    if any("put" in calls for calls in last.values()):
        return "gone" * all("get" not in calls for calls in last.values())
    return "pool" * all("result" in calls for calls in last.values())


@pytest.mark.parametrize("patient", PATIENTS)
def test_a_dump_alone_tells_what_is_wrong(patient):
    """Who holds which lock, and who waits for whom, can be derived; no comment in it tells the answer."""
    dump = judge.dump_text(patient)
    assert read_off(dump) == judge.kind_of(patient)
    assert "#" not in dump


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_wrong_option_has_its_reason(variant):
    """Whoever chooses wrong reads what speaks against it, whichever it was."""
    for question in judge.questions(variant):
        assert question.wrong.keys() | {question.answer} == question.options.keys(), question.name


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_slow_program_and_the_two_locks_are_always_there(variant):
    """One of the four is not stuck at all; the last question is about the two locks."""
    four, _ = judge.chosen(variant)
    assert {"slow", "locks"} < set(four)
    assert len(set(four)) == len(judge.PLACES)


def test_variants_differ():
    """A class of ten does not share one answer."""
    answers = {tuple(each.answer for each in judge.questions(variant)) for variant in range(1, 11)}
    assert len(answers) >= 5


def test_only_one_order_for_all_ends_the_circle():
    """The right cure was tried in every order, and so were two of the wrong ones."""
    question = judge.cure()
    assert question.options[question.answer] == "both threads take the lock `here` first"
