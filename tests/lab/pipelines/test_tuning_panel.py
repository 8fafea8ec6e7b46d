"""What is foretold is what a simulation finds; sliders answer, remember, and survive a build that fails."""

from __future__ import annotations

import math
import random
import re
import time
from dataclasses import replace

import pytest
from PIL import Image

from pipeline_core import PipelineManager, lab
from pipeline_core.lab import Settings, StageSettings, TuningPanel, predict
from pipeline_core.lab.pipelines.tuning_panel import PRESETS, REMEMBERED, sleeping

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


@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        ({"name": 5}, TypeError, "name of a stage must be a text that is not empty, not 5"),
        ({"name": ""}, ValueError, "name of a stage must be a text that is not empty, not ''"),
        ({"mean": "1"}, TypeError, "mean of stage 'a' must be a finite number of at least 0, not '1'"),
        ({"mean": True}, TypeError, "mean of stage 'a' must be a finite number of at least 0, not True"),
        ({"mean": -1}, ValueError, "mean of stage 'a' must be a finite number of at least 0, not -1"),
        ({"mean": math.inf}, ValueError, "mean of stage 'a' must be a finite number of at least 0, not inf"),
        (
            {"spread": math.nan},
            ValueError,
            "spread of stage 'a' must be a finite number of at least 0, not nan",
        ),
        ({"spread": None}, TypeError, "spread of stage 'a' must be a finite number of at least 0, not None"),
        ({"workers": 0}, ValueError, "workers of stage 'a' must be a whole number of at least 1, not 0"),
        ({"workers": 1.5}, TypeError, "workers of stage 'a' must be a whole number of at least 1, not 1.5"),
        ({"maxsize": -1}, ValueError, "maxsize of stage 'a' must be a whole number of at least 0, not -1"),
        ({"maxsize": None}, TypeError, "maxsize of stage 'a' must be a whole number of at least 0, not None"),
    ],
)
def test_a_stage_that_cannot_be_is_refused_at_once(wrong, error, says):
    """The message names the stage, the value, and what is allowed."""
    with pytest.raises(error, match=f"^{re.escape(says)}$"):
        StageSettings(**{"name": "a", "mean": 0.001, **wrong})


@pytest.mark.parametrize(
    ("stages", "items", "error", "says"),
    [
        (3, 5, TypeError, "stages must be a tuple of StageSettings, not 3"),
        (("a",), 5, TypeError, "stages must be a tuple of StageSettings; 'a' in it is none"),
        ((), 5, ValueError, "stages must hold at least one StageSettings, not ()"),
        (
            2 * (StageSettings("a", 1),), 5, ValueError,
            "each stage must have a name of its own; 2 are 'a'",
        ),
        (FAST.stages, -1, ValueError, "items must be a whole number of at least 0, not -1"),
        (FAST.stages, 2.5, TypeError, "items must be a whole number of at least 0, not 2.5"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused_at_once(stages, items, error, says):
    """Before anything is foretold or built of them."""
    with pytest.raises(error, match=f"^{re.escape(says)}$"):
        Settings(stages, items)


def test_a_list_of_stages_is_as_good_as_a_tuple():
    """It becomes one, so that settings compare and nobody changes them afterwards."""
    assert Settings(list(FAST.stages), 10) == FAST


def test_an_unknown_stage_is_refused_with_the_names_there_are():
    """A slip of the pen would otherwise change nothing, silently."""
    says = "there is no stage 'zz'; the stages are 'load', 'save'"
    with pytest.raises(ValueError, match=says):
        FAST.times("zz")
    with pytest.raises(ValueError, match=says):
        FAST.with_stage("zz", workers=2)
    with pytest.raises(ValueError, match="workers of stage 'load'"):
        FAST.with_stage("load", workers=0)


def test_only_settings_are_foretold():
    """The message names what was given instead."""
    with pytest.raises(TypeError, match="predict takes the Settings of a pipeline, not 3"):
        predict(3)


def test_stages_that_take_no_time_set_no_limit():
    """The bound is infinite, and words and picture say so."""
    settings = Settings((StageSettings("a", 0.0), StageSettings("b", 0.0)), 10)
    assert predict(settings).bound == math.inf
    panel = TuningPanel(settings=settings, presets={})
    assert "No limit to the results a second;" in panel._told.value
    assert "Nothing was busy for long" in panel._told.value
    assert "equally slow" not in panel._told.value
    assert "at most ∞ results a second" in panel.static().alt
    assert predict(FAST.with_stage("save", mean=0.0)).bound == 500


def test_stages_that_are_equally_slow_are_all_named():
    """To speed up one of them would gain nothing: within 1 % they count as one bottleneck."""
    panel = TuningPanel(settings=PRESETS["balanced"])
    assert "by <b>load</b>, <b>infer</b> and <b>save</b> alike;" in panel._told.value
    assert panel._told.value.endswith(" They are equally slow: speed up all of them.</i></div>")
    near = PRESETS["balanced"].with_stage("infer", mean=0.004 * 1.009).with_stage("load", mean=0.0041)
    assert near.slowest() == ("load",)
    assert near.with_stage("load", mean=0.004).slowest() == ("load", "infer", "save")
    panel.set(PRESETS["slow tail"])
    assert "by <b>save</b> alone;" in panel._told.value
    assert "equally slow" not in panel._told.value


def test_settings_of_other_stages_are_refused_and_move_no_slider():
    """The message names the panel's stages and those that were given."""
    panel = TuningPanel(settings=FAST)
    with pytest.raises(ValueError, match=r"sliders for the stages 'load', 'save', not for 'load'$"):
        panel.set(Settings((StageSettings("load", 0.005),), 50))
    assert panel.settings == FAST


def test_below_an_error_there_is_no_picture_to_store():
    """The reason is the error that the panel shows; after a good move the picture is there again."""

    def build(settings):
        if settings.items == 50:
            raise LookupError("fifty")
        return sleeping(settings)

    panel = TuningPanel(build, replace(FAST, items=50))
    with pytest.raises(RuntimeError, match="LookupError: fifty"):
        panel.static()
    panel._items.value = 10
    assert panel.static() is panel.picture
    panel._items.value = 50
    with pytest.raises(RuntimeError, match="LookupError: fifty"):
        panel.static()
