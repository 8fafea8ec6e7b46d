"""What 11.2 computes by its rule is what a simulated run does, and each variant has one clear answer."""

import time

import pytest

from exercises.ch11.which_wins import check as judge
from exercises.ch11.which_wins import costs
from exercises.ch11.which_wins.costs import Work, asked
from pipeline_core import PipelineManager, lab

VARIANTS = [0, 1, 2, 7, 20, 33, 12345]

each_variant = pytest.mark.parametrize("variant", VARIANTS)


@each_variant
def test_each_line_has_a_clear_winner_and_they_differ(variant):
    """Nobody has to compute to the last digit, and no letter is right throughout."""
    lines = asked(variant)
    assert all(costs.is_clear(work) for work in lines.values())
    assert [costs.winner(work) for work in lines.values()] == ["a", "d", "b", "b", "e"]


@each_variant
def test_every_wrong_option_has_its_reason(variant):
    """Whoever chooses wrong reads what speaks against it, whichever it was."""
    for question in judge.questions(variant):
        if hasattr(question, "options"):
            assert question.wrong.keys() | {question.answer} == question.options.keys(), question.name
        else:
            assert question.low
            assert question.high


def test_variants_differ():
    """A class of ten does not share one answer."""
    answers = {tuple(question.answer for question in judge.questions(variant)) for variant in range(1, 11)}
    assert len(answers) >= 4


@pytest.mark.parametrize(
    ("way", "work"),
    [
        ("c", Work(60, 0.4e-3, "python")),  # the journeys count
        ("c", Work(60, 8e-3, "python")),  # the work counts
        ("b", Work(1280, 10e-3, "waiting")),
        ("b", Work(400, 0.25, "waiting")),  # the last of seven rounds is not full
        ("e", Work(200, 1.0, "python")),
    ],
)
def test_the_rule_is_what_a_simulated_pipeline_does(way, work):
    """One stage makes the journeys, one after the other; the next one shares the work."""
    journey, at_once, start = {
        "b": (costs.THREAD, costs.THREADS, 0),
        "c": (costs.PROCESS, costs.CORES, costs.START),
        "e": (costs.CLUSTER, costs.CLUSTER_CORES, 0),
    }[way]

    def program():
        def send(item):
            time.sleep(journey)
            return item

        def do(item):
            time.sleep(work.each)
            return item

        with PipelineManager(maxsize=4) as manager:
            manager.add_worker(send, "send").add_worker(do, "do", workers=at_once)
            manager.run(range(work.items))

    simulated = start + lab.simulate(program, switch="sync").elapsed
    assert simulated == pytest.approx(costs.seconds(way, work), rel=0.25)


def test_shared_work_goes_in_rounds():
    """The last round takes as long as the others, however few are left for it."""
    assert costs.seconds("b", Work(400, 0.25, "waiting")) == pytest.approx(7 * 0.25)
    assert costs.seconds("d", Work(1_000, 10.0, "python")) == pytest.approx(costs.START + 3 * 100 * 10.0)
