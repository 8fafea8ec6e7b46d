"""With the workers of 9.2 a pipeline reaches its target, and with one fewer it does not."""

import time

import pytest

from exercises import catalogue
from exercises.ch09.fewest_workers.check import right
from exercises.ch09.fewest_workers.runs import EACH, RUNS
from exercises.engine.source_text import answer_in
from pipeline_core import SKIP, PipelineManager, lab
from pipeline_core.lab.charts.read import activity

(EXERCISE,) = [each for each in catalogue.every() if each.id == "9.2"]
SECONDS = {"load": 0.004, "pick": 0.003, "infer": 0.050}
TARGET = 60


def pipeline(workers, items):
    """Of four items three are skipped by pick; the run's manager is its result."""

    def load(number):
        time.sleep(SECONDS["load"])
        return number

    def pick(number):
        time.sleep(SECONDS["pick"])
        return SKIP if number % 4 else number

    def infer(number):
        time.sleep(SECONDS["infer"])
        return number

    def program():
        with PipelineManager(maxsize=8, trace=True) as manager:
            for work in (load, pick, infer):
                manager.add_worker(work, workers=workers[work.__name__])
            manager.run(range(items))
        return manager

    return lab.simulate(program, switch="sync")


def steady(run):
    """Results a second from the first to the last."""
    out = activity(run).finished
    return (len(out) - 1) / (out[-1] - out[0])


def test_with_these_workers_the_target_is_reached_and_with_one_fewer_it_is_not():
    """The rows of a run in the lab, the solution's answer, and runs with that answer."""
    before = pipeline(dict.fromkeys(SECONDS, 1), 80)
    found = answer_in(EXERCISE, "solution.py", 0)(before.result.stats(), TARGET)
    assert found == {"load": 1, "pick": 1, "infer": 3}
    assert steady(before) < TARGET / 2
    assert steady(pipeline(found, 160)) >= TARGET * 0.97
    assert steady(pipeline({**found, "infer": 2}, 160)) < TARGET * 0.75


@pytest.mark.parametrize("asked", RUNS, ids=lambda asked: asked.words)
def test_the_check_asks_for_the_fewest(asked):
    """No stage falls short of the target, and with one worker fewer it would."""
    for one in asked.rows:
        workers = right(asked)[one.stage]
        assert asked.bound(one, workers) >= asked.target * (1 - 1e-6)
        assert workers == 1 or asked.bound(one, workers - 1) < asked.target * (1 - 1e-6)


def test_rounding_errors_are_among_the_numbers():
    """In one of the runs plain arithmetic gives a little more than a whole number."""
    off = [each for each in EACH if each * 100 > round(each * 100)]
    assert len(off) >= 3
