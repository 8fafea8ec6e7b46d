"""Every order of the lines of 3.1 that is Python is right for a reason, or wrong for one."""

import re
from itertools import permutations

import pytest

from exercises.catalogue import find
from exercises.engine.check import judged

STEPS = {"GCKAFID", "GCKJAFI"}  # the end is passed on behind the loop, or in front of break


def orders(lines):
    """The orders that are worth running: each line under one that may stand above it."""
    given = find("3.1").judge.lines
    for order in permutations(lines):
        depths = [1, *((len(given[each]) - len(given[each].lstrip())) // 4 for each in order)]
        opens = [True, *(given[each].endswith(":") for each in order)]
        if all(
            after == before + 1 if opened else after <= before
            for before, after, opened in zip([0, *depths[1:]], depths[1:], opens, strict=False)
        ):
            yield "".join(order)


def word(order):
    return judged("3.1", order)


@pytest.mark.parametrize("order", sorted(STEPS))
def test_both_right_orders_pass(order):
    """Once, and last: where the end is passed on is a matter of taste."""
    assert word(order).passed, word(order)


@pytest.mark.parametrize("lines", ["GCKAFID", "GCKJAFI", "GBACFID", "GCHAFID"])
def test_no_other_order_of_the_lines_passes(lines):
    """Of all orders of a choice of lines that are Python the right ones pass; the others are told why."""
    tried = list(orders(lines))
    assert len(tried) > 10
    for order in tried:
        verdict = word(order)
        assert verdict.passed == (order in STEPS), order
        if not verdict.passed:
            assert not re.search("your answer raised|nobody foresaw|no Python", verdict.message), (
                order,
                verdict,
            )


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("", "there is nothing yet"),
        ("G", "no Python"),
        ("C G K A F I D", "no Python"),
        ("G C", "the worker never comes to an end"),
        ("G C F I", "work was given the end"),
        ("G K A C F I D", "'item'"),
        ("G C K A I F D", "'result'"),
        ("G C K A F D", "not one result of each"),
        ("G C B A F I D", "stopped while the producer"),
        ("D G C K A F I", "in front of a result"),
        ("G C K A F I E", "in front of a result"),
        ("G C K A F I", "nobody told it"),
        ("G C K A F I D G", "line G is there twice"),
        ("G C K A F I Z", "no line 'Z'"),
    ],
)
def test_each_slip_gets_its_own_sentence(order, said):
    """The first thing that is wrong, by the lines that were chosen."""
    verdict = word(order)
    assert not verdict.passed
    assert said in verdict.message


@pytest.mark.parametrize("given", [["G", "C", "K", "A", "F", "I", "D"], "gckafid", "G, C, K, A, F, I, D"])
def test_the_order_may_be_written_as_one_likes(given):
    """Letters are letters: with commas, small, in a list."""
    assert word(given).passed


def test_a_consumer_that_waits_for_ever_is_shown():
    """The end that was kept is a deadlock one queue further on: the verdict shows who waits for what."""
    verdict = word("G C K A F I")
    assert verdict.run.outcome == "deadlock"
    assert "get" in str(verdict)
