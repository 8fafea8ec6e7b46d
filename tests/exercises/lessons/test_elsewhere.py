"""Work for other processes: it can be sent, and what is lost on the way is what the chapter says."""

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor

import pytest

from exercises.lessons import elsewhere
from exercises.lessons.elsewhere import END, longest, note, noted_in, quiet, reason, steps, until_the_end
from pipeline_core import SENTINEL, PipelineError, PipelineManager, PoolWorker

SPAWN = multiprocessing.get_context("spawn")


def test_steps_are_those_of_collatz():
    """Known values, and the most of some."""
    assert [steps(number) for number in (1, 2, 3, 27)] == [0, 1, 7, 111]
    assert longest([1, 27, 3]) == 111


def test_what_a_process_is_given_is_found_there():
    """Each function goes by its name; a list of the module is one in each process."""
    for function in (steps, longest, note, noted_in):
        assert pickle.loads(pickle.dumps(function)) is function
    with ProcessPoolExecutor(1, mp_context=SPAWN, initializer=quiet) as pool:
        assert list(pool.map(note, range(3))) == [1, 2, 3]
    assert elsewhere.NOTES == []


@pytest.mark.parametrize(("mark", "ours", "said"), [(END, False, "item"), (SENTINEL, True, "end")])
def test_a_bare_mark_is_not_found_by_identity(mark, ours, said):
    """The library's is, since a member of an Enum is looked up there by its value, a text."""
    source, seen = SPAWN.Queue(), SPAWN.Queue()
    process = SPAWN.Process(target=until_the_end, args=(source, seen, ours), daemon=True)
    process.start()
    try:
        source.put(1)
        source.put(mark)
        assert [seen.get(timeout=50) for _ in range(2)] == ["item", said]
    finally:
        process.kill()
        process.join()
        for queue in (source, seen):
            queue.close()
            queue.join_thread()


def test_a_number_is_noted_when_it_is_begun(tmp_path):
    """A line for each time."""
    log = tmp_path / "log"
    assert [noted_in(str(log), number) for number in (3, 3)] == [3, 3]
    assert log.read_text() == "3\n3\n"


def test_a_reason_is_one_line_without_addresses():
    """Of a pipeline's error it is the first one's."""
    with (
        ProcessPoolExecutor(1, mp_context=SPAWN) as pool,
        pytest.raises(PipelineError) as caught,
        PipelineManager() as manager,
    ):
        manager.add_worker(PoolWorker.of(lambda item: item), worker_args={"executor": pool}).run([1])
    told = reason(caught.value)
    assert "lambda" in told
    assert "0x" not in told
    assert "\n" not in told
    assert reason(KeyError("a")) == "KeyError: 'a'"
