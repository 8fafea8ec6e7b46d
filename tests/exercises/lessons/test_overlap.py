"""Threads against kinds of work: what overlaps in the lab, and a slider that lives through everything."""

import subprocess
import sys

import pytest

from exercises.lessons import overlap, sliders
from pipeline_core.lab.charts.read import activity

ALONE = overlap.PIECES * overlap.PIECE


@pytest.mark.parametrize("kind", overlap.KINDS)
def test_one_thread_needs_the_time_of_all_the_pieces(kind):
    """Whatever the work is: alone there is nothing to overlap with."""
    assert overlap.simulated(kind, 1).elapsed == pytest.approx(ALONE)


@pytest.mark.parametrize("threads", [2, 4, 8])
def test_waiting_and_c_code_overlap_and_pure_python_does_not(threads):
    """The GIL is for Python code: a wait and C code let go of it."""
    assert overlap.simulated("waiting", threads).elapsed == pytest.approx(ALONE / threads)
    assert overlap.simulated("C code", threads).elapsed == pytest.approx(ALONE / threads)
    assert overlap.simulated("pure Python", threads).elapsed == pytest.approx(ALONE)


def test_half_waiting_and_half_python_gain_until_the_gil_is_always_taken():
    """The Python half of all pieces is the floor, whatever the number of threads."""
    times = [overlap.simulated("half and half", threads).elapsed for threads in range(1, overlap.MOST + 1)]
    assert times == sorted(times, reverse=True)
    assert times[-1] >= ALONE / 2


def test_threads_under_the_gil_take_turns_that_are_short():
    """By lot the next turn may fall on the same thread again; the run that is drawn has few such."""
    lanes = activity(overlap.simulated("pure Python", 2)).lanes
    turns = [span.end - span.start for lane in lanes for span in lane.spans if span.state == "working"]
    assert max(turns) < 0.03
    assert len(turns) > 30


def test_the_picture_of_all_runs_tells_every_number_that_the_slider_can_show():
    """The static twin of the sliders says the same numbers in its sentence, and draws no line between."""
    told = overlap.curves().alt
    assert "waiting: 400, 200, 150, 100, 100, 100, 100, 50;" in told
    assert "half and half: 400, 245, 235, 225, 225, 225, 225, 225." in told
    lines = overlap.curves().figure.axes[0].lines
    assert all(len(line.get_xdata()) == overlap.MOST for line in lines)
    assert {line.get_drawstyle() for line in lines} == {"steps-mid"}
    assert overlap.curves().png == overlap.curves().png


def test_a_slider_that_moves_changes_the_timeline_and_the_sentence():
    """Four threads that wait take a quarter; a guess is judged by the next move, and goes with its work."""
    kind, threads, guess, page = overlap.work_panel().children
    assert "400 ms in all; one thread needs 400 ms." in page.value
    threads.value = 4
    assert "100 ms in all" in page.value
    assert "thread 4" in page.value
    guess.value = "200 ms"
    assert "Your guess is 200: now move the slider." in page.value
    threads.value = 2
    assert "You said 200: right." in page.value
    threads.value = 3
    assert "You said 200: not with so many threads." in page.value
    kind.value = "pure Python"
    assert guess.value == ""
    assert "You said" not in page.value
    guess.value = "<a lot>"
    assert "a number, please, not &#x27;&lt;a lot&gt;&#x27;" in page.value
    assert not threads.continuous_update


def test_a_run_that_fails_leaves_the_slider_alive(monkeypatch):
    """An exception in a callback would go nowhere: it is shown instead."""
    _, threads, _, page = overlap.work_panel().children

    def broken(kind, count):
        raise LookupError("<broken>")

    with monkeypatch.context() as patch:
        patch.setattr(overlap, "simulated", broken)
        threads.value = 3
        assert "LookupError: &lt;broken&gt;" in page.value
    threads.value = 2
    assert "200 ms in all" in page.value


def test_a_kind_of_work_that_there_is_not_is_refused_with_those_there_are():
    """A typo would be a run in which nobody does anything."""
    with pytest.raises(ValueError, match="one of waiting, C code, pure Python, half and half, not 'idle'"):
        overlap.simulated("idle", 2)


def test_the_knobs_are_shown_with_a_sentence_for_pages_without_a_kernel(monkeypatch):
    """The stored notebook holds the sentence, not a dead widget."""
    shown = []
    monkeypatch.setattr(sliders, "display", lambda data, raw: shown.append(data))
    overlap.work_knobs()
    assert shown[0]["text/plain"] == overlap.STILL


def test_stacked_timelines_have_one_scale_and_one_legend():
    """Runs are compared at a glance only where a second is as long in each of them."""
    runs = {kind: overlap.simulated(kind, 2) for kind in ("pure Python", "waiting")}
    picture = overlap.stacked(runs, "Two timelines, of pure Python and of waiting.")
    first, second = picture.figure.axes
    assert first.get_title(loc="left") == "pure Python"
    assert first.get_xlim() == second.get_xlim() == (0, ALONE)
    labels = [text.get_text() for text in picture.figure.legends[0].get_texts()]
    assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize(
    ("waiting", "python", "way"),
    [(20, 0.2, "threads"), (0, 40, "processes"), (0, 0.00001, "loop"), (0, 4, "loop"), (40, 40, "processes")],
)
def test_by_sums_the_kind_of_work_tells_what_is_quickest(waiting, python, way):
    """Waits overlap in threads, pure Python in processes, and what is little is done at once."""
    assert overlap.quickest(waiting, python) == way


def test_pyplot_is_never_loaded():
    """The drawings of chapter 01 leave no open figure behind either."""
    imports = "import sys; from exercises.lessons import machine, overlap"
    code = f"{imports}; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=50).returncode == 0
