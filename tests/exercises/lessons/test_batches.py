"""The law of batches: its two ends, the size between them, and a picture that says what it shows."""

import time

import pytest

from exercises.lessons.batches import SIZES, batch_plot, best, law_plot, seconds_for
from pipeline_core import PipelineManager, batched, lab


def test_one_by_one_the_journeys_are_all_there_is_and_in_one_batch_one_worker_has_it_all():
    """Both ends of the curve, by hand."""
    assert seconds_for(1, 1000, journey=0.001, work=0.0) == pytest.approx(1.0)
    assert seconds_for(1000, 1000, journey=0.0, work=0.001) == pytest.approx(1.0)
    assert seconds_for(500, 1000, journey=0.0, work=0.001) == pytest.approx(0.5)


def test_the_best_size_is_at_neither_end_where_a_journey_is_dear():
    """And where an item is dear, batches gain next to nothing."""
    assert best(1000, journey=0.0003, work=10e-6) in SIZES[1:-1]
    cheap, dear = (
        seconds_for(1, 1000, 0.0003, work) / seconds_for(100, 1000, 0.0003, work) for work in (1e-5, 0.1)
    )
    assert cheap > 10
    assert dear < 1.01


@pytest.mark.parametrize("size", [1, 4, 20])
def test_the_law_is_about_what_a_simulated_pipeline_does(size):
    """One stage makes the journeys, two workers share the work; beginning and end come on top."""
    journey, work = 0.001, 0.0005

    def program():
        def send(batch):
            time.sleep(journey)
            return batch

        def do(batch):
            time.sleep(work * len(batch))

        with PipelineManager() as manager:
            manager.add_worker(send, "send").add_worker(do, "do", workers=2)
            manager.run(batched(range(80), size))

    law = seconds_for(size, 80, journey, work)
    assert law <= lab.simulate(program, switch="sync").elapsed <= 1.2 * law


def test_the_plot_says_in_words_what_it_shows():
    """Curves, points and the loop."""
    told = batch_plot({"by the law": {1: 0.4, 10: 0.05}}, loop=0.06, points={"measured": {1: 0.5}}).alt
    assert "a loop takes 0.06 s" in told
    assert "by the law: 0.4 s with 1, 0.05 s with 10" in told
    assert "measured: 0.5 s with 1" in told
    assert "30 µs an item" in law_plot(1000, 0.0003, 30e-6).alt
