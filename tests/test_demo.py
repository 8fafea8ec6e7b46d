"""The demo's two pipelines: what they count, list and keep, run in this process."""

import hashlib
import json
import math
import os
import random
import socket
import tracemalloc
import zlib
from collections import Counter
from pathlib import Path

import pytest

from pipeline_core import BaseWorker, PoolWorker, demo

posix = pytest.mark.skipif(os.name != "posix", reason="named pipes and sockets are files there")
STAGES = ("PreProcessingWorker", "ModelInferenceWorker", "PostProcessingWorker")


def scan(folder, workers=2):
    """Send the files of a folder through the pipeline, and return (files, failures, left out)."""
    files, left_out, manager = [], Counter(), demo.folder_pipeline(workers)
    assert demo.consume(manager, demo.files_under(folder, left_out), files.append)
    return files, manager.failures, left_out


def entries(folder):
    """Everything under a folder that is no folder, by os.walk."""
    for path, folders, files in os.walk(folder):
        yield from (Path(path, name) for name in folders if Path(path, name).is_symlink())
        yield from (Path(path, name) for name in files)


@pytest.fixture
def tree(tmp_path):
    """A folder with eight regular files in it."""
    contents = {"a.txt": b"a", "empty": b"", "b/copy.txt": b"a", "b/c/d/zeros.bin": bytes(9000)}
    contents |= {f"b/{n}.json": json.dumps(list(range(n * 900))).encode() for n in range(1, 5)}
    for name, content in contents.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


# --- the course's pipeline -----------------------------------------------------------------------


def test_the_three_workers_are_the_ones_of_the_course():
    """The demo's stages carry the names that the course uses, and the last one is a pool that keeps order."""
    manager = demo.demo_pipeline()
    assert tuple(row.stage for row in manager.stats()) == STAGES
    classes = [getattr(demo, name) for name in STAGES]
    assert [issubclass(worker, BaseWorker) for worker in classes] == [True] * 3
    assert [issubclass(worker, PoolWorker) for worker in classes] == [False, False, True]


def test_results_leave_in_the_order_of_the_input():
    """What comes out is the input without the reviews that failed, in the same order."""
    source, results = demo.reviews()[:24], []
    assert demo.consume(demo.demo_pipeline(workers=8), source, results.append)
    assert [review.text for review in results] == [r.text for r in demo.reviews()[:24] if "meh" not in r.text]
    assert 0 < len(results) < 24


# --- the files of a folder -----------------------------------------------------------------------


def test_every_file_is_measured_and_hashed_once_in_the_order_of_their_names(tree):
    """Sizes, compressed sizes and digests are those of the files, and two runs give the same order."""
    files, failures, left_out = scan(tree)
    assert (failures, left_out) == ([], {})
    assert [f.path.relative_to(tree).as_posix() for f in files] == [
        "a.txt", "b/1.json", "b/2.json", "b/3.json", "b/4.json", "b/c/d/zeros.bin", "b/copy.txt", "empty",
    ]  # fmt: skip
    for file in files:
        content = file.path.read_bytes()
        assert (file.size, file.compressed) == (len(content), len(zlib.compress(content)))
        assert file.digest == hashlib.sha256(content).digest()[:16]
        assert file.content is None


def test_a_file_too_large_to_be_held_gives_the_same_figures(tree, monkeypatch):
    """Read piece by piece, a file is measured and hashed as if it had been read at once."""
    at_once = scan(tree)[0]
    monkeypatch.setattr(demo, "CHUNK", 1000)
    assert scan(tree)[0] == at_once


@posix
def test_links_pipes_sockets_and_devices_are_left_out_and_counted(tree, monkeypatch):
    """Nothing but regular files is opened; results, failures and what was left out make up all there is."""
    for name, target in {"loop": "loop", "broken": "nowhere", "b/up": "..", "alias": "a.txt"}.items():
        (tree / name).symlink_to(target)
    os.mkfifo(tree / "b/pipe")
    monkeypatch.chdir(tree)  # the path of a socket has to be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        files, failures, left_out = scan(tree)
    assert left_out == {"symbolic link": 4, "named pipe": 1, "socket": 1}
    assert len(files) + len(failures) + left_out.total() == len(list(entries(tree))) == 14


def test_a_folder_that_cannot_be_listed_is_a_failure(tree, monkeypatch):
    """It is not passed over in silence, and the files beside it are read."""
    list_folder = Path.iterdir

    def refuse(path):
        if path.name == "c":
            raise PermissionError(13, "Permission denied", str(path))
        return list_folder(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    files, failures, _ = scan(tree)
    assert len(files) == 7
    assert [failure.item for failure in failures] == [tree / "b/c"]


def test_many_failures_are_counted_and_the_first_are_listed(tmp_path):
    """The report stays short."""
    manager = demo.folder_pipeline()
    assert demo.consume(manager, [tmp_path / f"{n}" for n in range(demo.LISTED + 5)], print)
    lines = list(demo.report(manager))
    assert lines[0] == f"Failures: {demo.LISTED + 5}"
    assert lines[demo.LISTED + 1] == "  ... and 5 more"


def test_memory_does_not_grow_with_the_number_or_the_size_of_the_files(tmp_path, monkeypatch):
    """40 MB in 400 files, and 40 MB in one, pass through a few megabytes."""
    monkeypatch.setattr(demo, "CHUNK", 1 << 17)
    for number in range(401):
        with (tmp_path / f"{number}").open("wb") as file:
            file.truncate(40_000_000 if number == 400 else 100_000)
    left_out, manager = Counter(), demo.folder_pipeline()
    tracemalloc.start()
    try:
        assert demo.consume(manager, demo.files_under(tmp_path, left_out), lambda file: None)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert manager.stats()[-1].items_out == 401
    assert peak < 15_000_000


def shannon(content):
    return -sum(n / len(content) * math.log2(n / len(content)) for n in Counter(content).values())


@pytest.mark.parametrize("kind", ["noise", "text", "digits", "all bytes in turn"])
def test_the_entropy_is_close_to_the_one_that_shannon_defined(kind, tmp_path):
    """Within 0.2 bits a byte, from 4,000 bytes on and above one bit."""
    dice = random.Random(1)
    content = {
        "noise": dice.randbytes(50_000),
        "text": Path(__file__).read_bytes(),
        "digits": b"".join(b"%d" % dice.randrange(10) for _ in range(4000)),
        "all bytes in turn": bytes(range(256)) * 16,
    }[kind]
    (tmp_path / "file").write_bytes(content)
    ((file,), _, _) = scan(tmp_path)
    assert file.entropy == pytest.approx(shannon(content), abs=0.2)
