"""Pictures of a run: what is drawn, what is said, how much of it, and that nobody else is disturbed."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import cache
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text

from pipeline_core import PipelineManager, PoolWorker, lab
from pipeline_core.lab.charts import strokes
from pipeline_core.lab.charts.read import activity
from pipeline_core.lab.style import COLOURS, INK, STATES
from pipeline_core.lab.text import duration, figure
from tests.lab.charts.test_activity import pooled, produce_and_consume, three_stages

PICTURES = pytest.mark.parametrize("draws", ["timeline", "throughput", "depths", "latency"])


@cache
def manager_of(items: int = 3, **options: Any) -> PipelineManager:
    run = lab.simulate(lambda: three_stages(items, **options), switch="sync", max_steps=1_000_000)
    assert run.outcome == "finished"
    return run.result  # type: ignore[no-any-return]


def artists(picture: lab.Picture) -> int:
    return sum(len(axes.get_children()) for axes in picture.figure.axes)


def words(picture: lab.Picture) -> list[str]:
    return [text.get_text() for axes in picture.figure.axes for text in axes.texts]


def bands(axes: Any, state: str) -> list[PolyCollection]:
    """What is drawn in the colour of a state."""
    colour = to_rgb(STATES[state].colour)
    drawn = [band for band in axes.collections if isinstance(band, PolyCollection)]
    return [
        band for band in drawn if len(band.get_facecolor()) and tuple(band.get_facecolor()[0][:3]) == colour
    ]


# -- the sentences, to the figure ---------------------------------------------------------------


def test_the_timeline_says_who_did_what_for_how_long_and_what_limits() -> None:
    """Who cannot see it learns the same."""
    assert lab.timeline(manager_of()).alt == (
        "Timeline of 15 ms: source 13% blocked; first 20% working, 40% blocked; "
        "slow 80% working, 7% starved; last 40% working, 60% starved; consumer 100% starved; "
        "most items in the queues: first 1 of 1, slow 1 of 1, last 0 of 1. "
        "Stage 'slow' is the bottleneck: it worked for 80% of the run."
    )


def test_the_other_pictures_say_their_figures_too() -> None:
    """Rates and bound, depths, latency and both sides of Little's law."""
    manager = manager_of()
    assert lab.throughput(manager).alt == (
        "Throughput: 3 items in 15 ms, 200 a second until the last. The bound is 250 a second, set by slow: "
        "4 ms of work an item. Reached: 80%."
    )
    assert lab.depths(manager).alt == (
        "Items in each queue over 15 ms: first at most 1 of 1, 0.133 on average; slow at most 1 of 1, "
        "0.467 on average; last at most 0 of 1, 0 on average."
    )
    assert lab.latency(manager).alt == (
        "Time in the pipeline of 3 items: 10.7 ms on average, from 7 ms to 14 ms. Little's law: "
        "200 a second × 10.7 ms = 2.13 items inside; measured: 2.13."
    )


def test_plain_threads_are_told_in_the_same_words() -> None:
    """A run that returned no trace is drawn from its own steps."""
    run = lab.simulate(produce_and_consume)
    assert lab.timeline(run).alt == (
        "Timeline of 10 ms: producer 40% blocked, 30% sleeping; consumer 10% starved, 90% sleeping; "
        "MainThread 100% waiting; most items in the queues: work 1 of 1. "
        "Thread 'consumer' is the bottleneck: it was busy for 90% of the run."
    )
    assert "3 items in 10 ms, 300 a second" in lab.throughput(run).alt
    assert "Time in the queue work of 3 items: 1.67 ms on average" in lab.latency(run).alt
    assert "work at most 1 of 1, 0.8 on average" in lab.depths(run).alt


def test_items_that_never_left_are_counted_where_the_law_cannot_hold() -> None:
    """The two sides differ, and the sentence says why."""

    def program() -> PipelineManager:
        manager = PipelineManager(trace=True, maxsize=1).add_worker(bad, "bad")
        with pytest.raises(ExceptionGroup):
            manager.run(range(9))
        return manager

    def bad(item: int) -> int:
        time.sleep(0.003)
        return item if item < 2 else item // 0

    assert lab.latency(lab.simulate(program)).alt.endswith("measured: 2, with 2 that never left.")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (0.00012, "0.000120"), (1.2345, "1.23"), (99.96, "100"), (12345.6, "12,346")],
)
def test_numbers_are_shown_to_three_figures_without_exponent(value: float, shown: str) -> None:
    """As a reader would write them."""
    assert figure(value) == shown


def test_times_are_shown_in_a_unit_that_fits() -> None:
    """Seconds, milliseconds or microseconds."""
    assert [duration(s) for s in (12.3, 0.0123, 0.0000123, 0)] == ["12.3 s", "12.3 ms", "12.3 µs", "0 µs"]


# -- what is drawn ------------------------------------------------------------------------------


def test_every_lane_and_every_queue_has_its_place_and_the_bottleneck_its_word() -> None:
    """The mark is text, and the lane's name is bold: colour alone tells nothing."""
    picture = lab.timeline(manager_of(workers=2))
    lanes, *queues = picture.figure.axes
    labels = [label.get_text() for label in lanes.get_yticklabels()]
    assert labels == ["source", "first", "slow/1", "slow/2", "last", "consumer"]
    bold = [label.get_text() for label in lanes.get_yticklabels() if label.get_fontweight() == "bold"]
    assert bold == ["slow/1", "slow/2"]
    assert words(picture).count("bottleneck") == 1
    assert [axes.get_ylabel() for axes in queues] == ["queue\nfirst", "queue\nslow", "queue\nlast"]
    assert words(picture).count("maxsize 1") == 3


def test_a_pools_sub_workers_have_lanes_like_those_of_any_stage() -> None:
    """Each is a thread of the stage."""
    lanes, *_ = lab.timeline(lab.simulate(pooled)).figure.axes
    labels = [label.get_text() for label in lanes.get_yticklabels()]
    assert labels == ["source", "pool/1", "pool/2", "consumer"]


def test_spans_lie_where_the_data_has_them() -> None:
    """The working spans of the slow stage, read back from the figure."""
    lanes, *_ = lab.timeline(manager_of()).figure.axes
    place = [label.get_text() for label in lanes.get_yticklabels()].index("slow")
    boxes = [path.get_extents() for band in bands(lanes, "working") for path in band.get_paths()]
    mine = sorted((box.x0, box.x1) for box in boxes if box.y0 < place < box.y1)
    assert mine == [pytest.approx(pair) for pair in ((0.001, 0.005), (0.005, 0.009), (0.009, 0.013))]


def test_the_depth_below_is_drawn_step_by_step_with_its_limit() -> None:
    """Times and depths of the curve are the queue's."""
    _, _, slow, _ = lab.timeline(manager_of()).figure.axes
    curve, limit = slow.lines
    assert list(zip(*curve.get_data(), strict=True)) == [
        (0, 0), (pytest.approx(0.001), 0), (pytest.approx(0.002), 1), (pytest.approx(0.005), 1),
        (pytest.approx(0.009), 0), (pytest.approx(0.015), 0),
    ]  # fmt: skip
    assert list(limit.get_ydata()) == [1, 1]


def test_the_bound_of_the_bottleneck_is_drawn_across_the_throughput() -> None:
    """At its rate, with its name in words."""
    picture = lab.throughput(manager_of())
    (axes,) = picture.figure.axes
    (bound,) = axes.lines
    assert list(bound.get_ydata()) == pytest.approx([250, 250])
    assert words(picture) == ["bound 250/s\nset by\nslow"]


def test_a_burst_of_results_does_not_flatten_all_the_rest() -> None:
    """A slow head lets many go at once: the scale ends at twice the bound."""

    def program() -> PipelineManager:
        def head(item: int) -> int:
            time.sleep(0.001 if item else 0.06)
            return item

        def last(_: int) -> None:
            time.sleep(0.0002)

        manager = PipelineManager(trace=True, maxsize=64).add_worker(head, "head", workers=2)
        manager.add_worker(last, "last").run(range(51))
        return manager

    (axes,) = lab.throughput(lab.simulate(program, switch="sync")).figure.axes
    (bound,) = axes.lines
    rate = bound.get_ydata()[0]
    assert axes.patches[-1].get_data().values.max() > 4 * rate
    assert axes.get_ylim()[1] == pytest.approx(2.2 * rate)


def test_both_sides_of_littles_law_stand_side_by_side() -> None:
    """One bar measured, one computed, equally high once everything has left."""
    _, beside = lab.latency(manager_of()).figure.axes
    assert [bar.get_height() for bar in beside.patches] == pytest.approx([32 / 15, 32 / 15])


def test_a_stuck_run_says_so_beside_its_lanes() -> None:
    """In words, where the bottleneck would stand."""

    def program() -> None:
        import queue

        work: queue.Queue[int] = queue.Queue()
        work.put(1)
        work.get()
        work.get()

    picture = lab.timeline(lab.simulate(program))
    assert words(picture) == ["stuck", "no limit"]
    assert picture.alt.endswith("The run ends in a deadlock.")


@pytest.mark.parametrize(("longer", "lanes"), [(1, 2), (1.5, 1), (8, 0)])
def test_a_number_stands_in_a_bar_that_has_room_for_the_longest_of_its_lane(
    monkeypatch: Any, longer: float, lanes: int
) -> None:
    """Else they would lie on each other; of an axis that others share the length is known only later."""
    axes = Figure(figsize=(7, 2), dpi=100).subplots()
    seen = activity(manager_of(12))
    strokes.lanes(axes, seen)  # those of the slow stage, 4 ms an item, and of the last, 2 ms
    axes.set_xlim(0, longer * seen.seconds)
    drawn: list[Text] = []
    monkeypatch.setattr(Text, "draw", lambda label, _: drawn.append(label))
    FigureCanvasAgg(axes.figure).draw()
    numbers = [text.get_text() for text in axes.texts if text in drawn and text.get_text().isdigit()]
    assert numbers == [str(number) for number in range(12)] * lanes


# -- however long the run -----------------------------------------------------------------------


@PICTURES
def test_the_number_of_artists_does_not_grow_with_the_number_of_items(draws: str) -> None:
    """Columns and bands take the place of spans and points."""
    few, many = (artists(getattr(lab, draws)(manager_of(items))) for items in (500, 1_000))
    assert few == many
    assert many < 120


def test_short_runs_are_drawn_as_they_were_and_long_ones_as_shares() -> None:
    """The legend says which."""
    short, long = (lab.timeline(manager_of(items)) for items in (12, 500))
    titles = [picture.figure.legends[0].get_title().get_text() for picture in (short, long)]
    assert titles == ["", "share of each 20 ms"]


def test_many_workers_are_drawn_as_one_lane_for_each_stage() -> None:
    """A hundred lanes would be unreadable."""
    lanes, *_ = lab.timeline(manager_of(60, workers=30)).figure.axes
    labels = [label.get_text() for label in lanes.get_yticklabels()]
    assert labels == ["source", "first", "slow (30 workers)", "last", "consumer"]


def test_columns_are_as_high_as_the_shares_of_time() -> None:
    """Read back from the figure: the slow stage works all the time, the last one half of it."""
    lanes, *_ = lab.timeline(manager_of(500)).figure.axes
    columns: dict[int, float] = {}
    for band in bands(lanes, "working"):
        box = band.get_paths()[0].get_extents()
        columns[int(box.y1 + 0.5)] = (box.y1 - box.y0) / strokes.HEIGHT
    assert columns[2] == pytest.approx(1)
    assert columns[3] == pytest.approx(0.5, abs=0.02)


# -- good manners -------------------------------------------------------------------------------


@PICTURES
def test_the_same_run_gives_the_same_bytes(draws: str) -> None:
    """And settings of the reader's own change nothing, and are there afterwards."""
    manager = manager_of(12)
    first = getattr(lab, draws)(manager).png
    with mpl.rc_context({"font.size": 20, "axes.facecolor": "black", "hatch.linewidth": 5}):
        second = getattr(lab, draws)(manager).png
        assert mpl.rcParams["font.size"] == 20
    assert first == second
    assert first.startswith(b"\x89PNG")


@PICTURES
def test_axes_of_ones_own_are_drawn_into_and_the_rest_of_the_figure_is_left_alone(draws: str) -> None:
    """Two pictures side by side in one figure."""
    sheet = Figure()
    left, right = sheet.subplots(1, 2)
    picture = getattr(lab, draws)(manager_of(), ax=left)
    assert picture.figure is sheet
    assert left.has_data()
    assert not right.has_data()
    assert sheet.axes == [left, right]


def test_pyplot_is_never_loaded_and_matplotlib_only_when_a_picture_is_asked_for() -> None:
    """``import pipeline_core.lab`` stays light, and a drawing leaves no state behind."""
    code = """
import sys
from pipeline_core import lab
assert "matplotlib" not in sys.modules
assert "timeline" in dir(lab) and "matplotlib" not in sys.modules
def program():
    import queue
    q = queue.Queue()
    q.put(1)
    q.get()
for draws in (lab.timeline, lab.throughput, lab.depths, lab.latency):
    draws(lab.simulate(program)).png
assert "matplotlib.backends.backend_agg" in sys.modules
assert not {"matplotlib.pyplot", "IPython", "ipywidgets"} & set(sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, timeout=50, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_without_matplotlib_the_error_says_what_to_install() -> None:
    """The rest of the lab works all the same."""
    code = """
import sys
sys.modules["matplotlib"] = None
from pipeline_core import lab
assert lab.simulate(lambda: 1).result == 1
try:
    lab.timeline
except ImportError as error:
    print(error)
try:
    lab.timetable
except AttributeError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, timeout=50, capture_output=True, text=True
    )
    assert done.stdout == (
        "lab.timeline draws with matplotlib and ipywidgets, and there is no module 'matplotlib' here. "
        "Install what the course needs: pip install 'pipeline-core[course]'\n"
        "module 'pipeline_core.lab' has no attribute 'timetable'\n"
    ), done.stderr


def test_a_picture_goes_into_a_page_with_its_sentence() -> None:
    """As PNG with its width and the sentence below; as an image with alt text for a widget."""
    picture = lab.timeline(manager_of())
    assert isinstance(picture.figure.canvas, FigureCanvasAgg)
    assert repr(picture) == picture.alt
    assert f'<img alt="{picture.alt.replace(chr(39), "&#x27;")}" width="{picture.width}"' in picture.html


def test_the_caption_below_a_picture_is_text_whatever_the_stages_are_called(monkeypatch: Any) -> None:
    """No name turns into Markdown or mathematics."""
    shown: list[tuple[dict[str, Any], dict[str, Any]]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **options: shown.append((data, options)))
    picture = lab.Picture(Figure(), "Stage 'get_*' costs $1 or $2.")
    picture._ipython_display_()
    (image, options), (caption, _) = shown
    assert image == {"image/png": picture.png, "text/plain": picture.alt}
    assert options["metadata"] == {"image/png": {"alt": picture.alt, "width": picture.width}}
    assert caption["text/markdown"] == r"*Stage 'get\_\*' costs \$1 or \$2.*"
    assert caption["text/plain"] == picture.alt


def test_nothing_to_draw_is_said_in_words() -> None:
    """An empty run, or several queues and none chosen."""

    def several() -> None:
        import queue

        one: queue.Queue[int] = queue.Queue()
        two: queue.Queue[int] = queue.Queue()
        for q in (one, two):
            q.put(1)
            q.get()

    with pytest.raises(ValueError, match="used no queue"):
        lab.depths(lab.simulate(lambda: None))
    with pytest.raises(ValueError, match="no item entered"):
        lab.latency(lab.simulate(lambda: None))
    with pytest.raises(ValueError, match="name the one to follow, queue= one of one, two"):
        lab.throughput(lab.simulate(several))
    assert "1 items" in lab.throughput(lab.simulate(several), queue="two").alt
    assert lab.timeline(lab.simulate(lambda: None)).alt == "Timeline of 0 µs: MainThread in no time."


# -- for every reader ---------------------------------------------------------------------------


def lightness(colour: str) -> float:
    """CIE L*, from 0 to 100: what a grey print keeps of a colour."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16


def test_any_two_states_differ_in_lightness_or_in_hatch() -> None:
    """So that a grey print tells them apart."""
    for one, first in STATES.items():
        for other, second in STATES.items():
            if one < other and first.hatch == second.hatch:
                assert abs(lightness(first.colour) - lightness(second.colour)) > 10, (one, other)


def test_text_on_boxes_and_curves_on_paper_can_be_read() -> None:
    """Contrast of at least 4.5 for text, 3 for lines."""

    def contrast(one: str, other: str) -> float:
        high, low = sorted((((lightness(c) + 16) / 116) ** 3 for c in (one, other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    assert all(contrast(INK, look.tint) > 4.5 for look in STATES.values())
    assert contrast("#ffffff", STATES["working"].colour) > 4.5
    assert all(contrast("#ffffff", colour) > 2.8 for colour in COLOURS)


def test_a_pool_of_someone_elses_executor_is_drawn_too() -> None:
    """Its sub-tasks run elsewhere: the stage's lanes are those of who hands on and who submits."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as executor, PipelineManager(trace=True) as manager:
        manager.add_worker(PoolWorker.of(str), "pool", worker_args={"executor": executor}).run(range(5))
    lanes, *_ = lab.timeline(manager).figure.axes
    assert [label.get_text() for label in lanes.get_yticklabels()] == [
        "source",
        "pool/1",
        "pool/2",
        "consumer",
    ]
