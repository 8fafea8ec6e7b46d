"""What is in flight is counted rightly, and the re-order buffer is turned by sliders that live on."""

from queue import Queue

from exercises.lessons import pools
from exercises.lessons.pools import NotedQueue, Waiting
from pipeline_core import SENTINEL, lab


def model(head, most):
    """Nobody knows what comes of 64."""
    if most == 64:
        raise LookupError("<64>")
    return Waiting([(0.1, 1), (0.5, most - 1), (head, 0)], head + 1)


def test_the_end_is_not_in_flight():
    """A stage takes two items and the end, hands one on and then the other: 1, 2, 1, 0."""

    def program():
        source, target = NotedQueue(), NotedQueue()
        for item in ("a", "b", SENTINEL):
            source.put(item)
        lab.compute(1)
        first = source.get()
        lab.compute(1)
        second = source.get()
        lab.compute(1)
        target.put(first)
        source.get()
        lab.compute(1)
        target.put(second)
        target.put(SENTINEL)
        return pools.in_flight(source, target)

    assert lab.simulate(program).result == [(0, 1), (1, 2), (2, 1), (3, 0)]


def test_a_noted_queue_is_a_queue():
    """Nothing changes for those who put and get."""
    queue = NotedQueue(1)
    assert isinstance(queue, Queue)
    queue.put("a")
    assert queue.full()
    assert queue.get() == "a"
    assert len(queue.came) == len(queue.went) == 1


def test_of_several_changes_at_one_moment_only_the_outcome_is_a_step():
    """A result that is done and handed on in the same moment never waited."""
    assert pools.net([(2.0, 1), (2.0, -1), (3.0, 1)]) == [(0.0, 0), (1.0, 1)]
    assert pools.net([(2.0, 1)], start=0.0) == [(2.0, 1)]
    assert pools.net([]) == []


def test_the_plot_says_in_words_what_it_shows():
    """Both curves are in the alt sentence, with their peaks."""
    told = pools.buffer_plot({"8": model(1.0, 8), "16": model(1.0, 16)}).alt
    assert told.startswith("How many results wait in the re-order buffer, over time: 8, at most 7")
    assert "16, at most 15" in told


def test_a_slider_that_moves_changes_picture_and_sentence():
    """The buffer's peak and the length of the run are said below the curve."""
    head, most, page = pools.buffer_panel(model).children
    most.value = 16
    assert "At most 15 results wait" in page.value
    assert "after 2.0 s" in page.value
    head.value = 0.5
    assert "after 1.5 s" in page.value
    assert not head.continuous_update


def test_a_model_that_raises_is_shown_and_the_sliders_live_on():
    """A callback that raised would leave a dead slider."""
    _, most, page = pools.buffer_panel(model).children
    most.value = 64
    assert "LookupError: &lt;64&gt;" in page.value
    most.value = 4
    assert "At most 3 results wait" in page.value


def test_each_run_is_made_once():
    """A simulated run takes a moment, and a slider is moved to and fro."""
    asked = []
    head, _, _ = pools.buffer_panel(lambda *each: asked.append(each) or model(*each)).children
    head.value = 0.1
    head.value = 1.0
    assert asked == [(1.0, 8), (0.1, 8)]


def test_where_there_is_no_kernel_a_sentence_stands(capsys):
    """Stored notebooks show the sentence in the place of the widget."""
    pools.buffer_knobs(model)
    assert pools.STILL in capsys.readouterr().out
