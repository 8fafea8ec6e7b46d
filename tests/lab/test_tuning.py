"""What is foretold is what a simulation finds; sliders answer, remember, and survive a build that fails."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from PIL import Image

from pipeline_core import PipelineManager, lab
from pipeline_core.lab import Settings, StageSettings, TuningPanel, predict
from pipeline_core.lab.tuning import PRESETS, REMEMBERED, sleeping

FAST = Settings((StageSettings("load", 0.002), StageSettings("save", 0.001, workers=2)), items=10)


def elapsed(settings):
    """The virtual seconds that the pipeline of these settings needs."""

    def program():
        manager, source = sleeping(settings)
        with manager:
            return manager.run(source)

    run = lab.simulate(program, switch="sync")
    assert run.result == list(range(settings.items)), run.explain()
    return run.elapsed


def drawn(seed, workers):
    draw = random.Random(seed)
    stages = tuple(
        StageSettings(
            name, draw.choice([0.001, 0.002, 0.005]), draw.choice([0, 0.5, 1.0]), draw.choice(workers),
            draw.choice([0, 1, 2, 5]),
        )
        for name in ("a", "b", "c")
    )  # fmt: skip
    return Settings(stages, 30)


@pytest.mark.parametrize("seed", range(12))
def test_with_one_worker_a_stage_the_prediction_is_exact(seed):
    """The recursion and the scheduler know nothing of each other, and agree to the nanosecond."""
    settings = drawn(seed, [1])
    assert predict(settings).seconds == pytest.approx(elapsed(settings), abs=1e-6)


@pytest.mark.parametrize("seed", range(12))
def test_with_several_workers_the_prediction_is_near(seed):
    """What it leaves out, that one worker hands on for all, costs some percent at most."""
    settings = drawn(seed, [1, 2, 3])
    assert predict(settings).seconds == pytest.approx(elapsed(settings), rel=0.1)


def test_the_bottlenecks_law_is_workers_over_mean_of_the_slowest():
    """And Little's law gives the number inside: entries a second times seconds an item."""
    found = predict(FAST)
    assert (found.bound, found.bottleneck) == (500, "load")
    assert found.inside == pytest.approx(found.rate * found.latency)
    assert found.rate <= found.bound


def test_no_item_and_no_time_are_foretold_too():
    """Sliders stand at their ends now and then."""
    assert predict(replace(FAST, items=0)).rate == 0
    still = Settings((StageSettings("a", 0.0),), 5)
    assert predict(still).seconds == 0


def test_times_keep_their_mean_whatever_the_spread():
    """So the law's line is where this run's own average puts it, and one slider changes one thing."""
    wild = FAST.with_stage("load", spread=1.0)
    times = wild.times("load")
    assert sum(times) / len(times) == pytest.approx(0.002)
    assert len(set(times)) == len(times)
    assert wild.times("save") == FAST.times("save")


def test_a_slider_that_moves_is_answered_by_figures_and_a_picture():
    """A second worker for the slow stage: the simulated rate goes up, and all three texts say so."""
    panel = TuningPanel(settings=FAST)
    before, picture = panel.tried[-1], panel.picture
    panel._cards["load"]["workers"].value = 2
    after = panel.tried[-1]
    assert after.settings == FAST.with_stage("load", workers=2)
    assert after.simulated.rate > 1.5 * before.simulated.rate
    assert panel.picture is not picture
    assert panel.static() is panel.picture
    assert f"simulated {after.simulated.rate:,.0f}" in panel.picture.alt
    assert "<img alt=" in panel._page.value
    assert "Little's law" in panel._told.value
    assert not any(control.continuous_update for its in panel._cards.values() for control in its.values())


def test_a_preset_moves_all_sliders_and_is_answered_once():
    """One click, one simulation."""
    panel = TuningPanel()
    panel.set(PRESETS["slow tail"])
    assert panel.settings == PRESETS["slow tail"]
    assert len(panel.tried) == 2
    panel.set(PRESETS["slow tail"])
    assert len(panel.tried) == 2  # the same position again is no other run


def test_old_positions_stay_as_ghosts_and_can_be_forgotten():
    """The last eight are in sight."""
    panel = TuningPanel(settings=FAST)
    for maxsize in range(5, 5 + REMEMBERED):
        panel._cards["load"]["maxsize"].value = maxsize
    assert [one.settings.stages[0].maxsize for one in panel.tried] == list(range(5, 5 + REMEMBERED))
    panel.forget()
    assert len(panel.tried) == 1


def test_the_real_clock_is_measured_on_the_same_axes():
    """A button runs the position on real threads: no faster than the sleeping allows, and told beside."""
    panel = TuningPanel(settings=FAST)
    panel.measure()
    last = panel.tried[-1]
    assert last.measured is not None
    assert 0 < last.measured.rate <= last.predicted.bound * 1.2  # the last result does not wait for the next
    assert "measured" in panel._told.value
    assert "measured" in panel.picture.alt


def test_a_build_of_ones_own_is_simulated():
    """It gets the sliders' settings, and may use whatever the lab can run."""
    seen = []

    def build(settings):
        seen.append(settings)
        pause = settings.stages[0].mean

        def work(item):
            lab.compute(pause)
            return item

        return PipelineManager(maxsize=2).add_worker(work, name="load", workers=2), range(settings.items)

    panel = TuningPanel(build, Settings((StageSettings("load", 0.001),), 20))
    assert seen == [panel.settings]
    assert panel.tried[-1].simulated.rate == pytest.approx(1000, rel=0.05)  # two threads, one GIL


def test_a_build_that_fails_is_told_and_the_sliders_live_on():
    """An exception, and a pipeline that can't end: both are shown as text, and the next move works."""

    def build(settings):
        if settings.stages[0].maxsize == 5:
            raise LookupError("<five>")

        def work(item):
            if settings.stages[0].maxsize == 6:
                __import__("threading").Event().wait()
            time.sleep(0.001)
            return item

        return PipelineManager().add_worker(work, name="load"), range(settings.items)

    panel = TuningPanel(build, FAST)
    assert len(panel.tried) == 1
    panel._cards["load"]["maxsize"].value = 5
    assert "LookupError: &lt;five&gt;" in panel._told.value
    panel._cards["load"]["maxsize"].value = 6
    assert "deadlock" in panel._told.value.lower()
    panel._cards["load"]["maxsize"].value = 7
    assert "simulated" in panel._told.value
    assert len(panel.tried) == 2


def test_the_same_position_gives_the_same_picture():
    """To the byte: a stored picture does not change by itself."""
    assert TuningPanel(settings=FAST).static().png == TuningPanel(settings=FAST).static().png


def test_the_picture_has_room_for_many_stages(tmp_path):
    """Six stages and eight workers in one of them still make a page-sized picture."""
    stages = tuple(StageSettings(f"stage {n}", 0.001, workers=8 if n == 2 else 1) for n in range(6))
    picture = TuningPanel(settings=Settings(stages, 20), presets={}).static()
    (tmp_path / "picture.png").write_bytes(picture.png)
    with Image.open(tmp_path / "picture.png") as image:
        assert image.height < 1.2 * image.width
