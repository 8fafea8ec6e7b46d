"""The command line, ``python -m pipeline_core``: what it prints, on any console, and how it ends."""

import os
import re
import select
import signal
import subprocess
import sys
from asyncio import __file__ as a_library
from pathlib import Path

import pytest

from pipeline_core import demo
from pipeline_core.__main__ import main
from tests.core.helpers import DEADLINE, ROOT, STRICT, Child, environment

posix = pytest.mark.skipif(os.name != "posix", reason="signals to one process, and terminals to read from")
LIBRARY = Path(a_library).parent
STAGES = ("PreProcessingWorker", "ModelInferenceWorker", "PostProcessingWorker")
SHAPE = (
    "input -> queue 1 -> ReadWorker -> queue 2 -> MeasureWorker x 1",
    "-> queue 3 -> HashWorker (a pool, in order) -> output",
)


def command(*arguments, **variables):
    """Run ``python -m pipeline_core`` to its end."""
    return subprocess.run(
        [*STRICT, "-m", "pipeline_core", *map(str, arguments)],
        capture_output=True,
        env=environment() | variables,
        cwd=ROOT,
        timeout=DEADLINE * 2,
        check=False,
    )


@pytest.fixture
def tree(tmp_path):
    """A folder with six regular files in it, in two levels."""
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b/1.json", "b/2.json", "b/3.json", "b/4.json", "c.txt"):
        (tmp_path / name).write_text(name * 1000)
    return tmp_path


# --- what it prints -----------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [2, 8])
def test_the_demo_shows_output_failures_figures_and_a_verdict(workers):
    """Exit code 0; the very items fail whose words the model does not know, with any number of workers."""
    unknown = [n for n, review in enumerate(demo.reviews()) if "meh" in review.text]
    done = command("--workers", workers)
    out, err = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == 0, err
    for name in STAGES:
        assert re.search(rf"^{name} +\d+ +80 +|^{name} +4 +{80 - len(unknown)} +", out, re.MULTILINE), out
    assert f"Failures: {len(unknown)}\n" in out
    failed = [int(n) for n in re.findall(r"ModelInferenceWorker/\d, item (\d+): ValueError: ", out)]
    assert sorted(failed) == unknown  # listed in the order in which they happened
    assert f"Output: {80 - len(unknown)} of 80 reviews" in out
    assert "bottleneck" in out
    assert max(map(len, out.splitlines())) <= 80
    # Standard error is no terminal here, so the bar shows its first and its last state.
    assert re.fullmatch(r"\rdemo: +0%[^\r]* 0/80 [^\r]*\rdemo: 100%[^\r]* 80/80 [^\r]*\n", err), err


@pytest.mark.parametrize(("place", "folder"), [("processes", False), ("processes", True), ("dask", True)])
def test_the_pool_may_be_elsewhere(tree, place, folder):
    """The same comes out as from threads, and the shape says where the pool is."""
    if place == "dask" and not os.environ.get("CI"):
        pytest.importorskip("distributed", reason="the package distributed is not installed")
    arguments = [tree] if folder else []
    here, there = (command(*arguments, "--quiet", "--on", where) for where in ("threads", place))
    assert (there.returncode, there.stderr) == (0, b"")
    assert f"(a pool on {place}, in order)".encode() in there.stdout
    first = b"suffix" if folder else b"The first:"
    told = [done.stdout.partition(first)[2].partition(b"Failures")[0] for done in (here, there)]
    assert told[0] == told[1] != b""


def test_without_its_package_dask_is_told_of_in_one_line(monkeypatch, capsys):
    """No traceback, and what to type."""
    monkeypatch.setattr("pipeline_core.__main__.find_spec", lambda _name: None)
    assert main(["--on", "dask"]) == 2
    assert re.fullmatch(r"--on dask needs .*`pip install distributed`\.\n", capsys.readouterr().err)


def test_quiet_means_no_bar(tree):
    """Nothing goes to standard error."""
    assert command(tree, "--quiet").stderr == b""


def test_every_file_of_a_library_is_accounted_for():
    """On a package of the standard library the command counts as many files as os.walk does."""
    done = command(LIBRARY)
    assert done.returncode == 0
    out = done.stdout.decode()
    assert f"\n{sum(len(files) for _, _, files in os.walk(LIBRARY))} files, " in out
    assert "Left out, neither read nor followed: nothing\n" in out
    assert "Failures: none\n" in out
    assert max(map(len, out.splitlines()[4:])) <= 80


def test_files_that_cannot_be_read_are_listed_and_the_rest_go_on(tree, monkeypatch, capsys):
    """A file that has vanished since it was found is a failure with its name; the exit code stays 0."""

    def find_and_lose(folder, left_out):
        for path in demo.files_under(folder, left_out):
            if path.suffix == ".json":
                path.unlink()
            yield path

    monkeypatch.setattr("pipeline_core.__main__.files_under", find_and_lose)
    assert main([str(tree), "--quiet"]) == 0
    out = capsys.readouterr().out
    assert "\n2 files, " in out
    assert "Failures: 4\n" in out
    for item in range(1, 5):
        assert re.search(rf"ReadWorker/1, item {item}: FileNotFoundError: .*b.{item}.json", out)


def test_an_empty_folder_is_fine(tmp_path, capsys):
    """Nothing to read is no error."""
    assert main([str(tmp_path), "--quiet"]) == 0
    assert "\n0 files, 0 B, " in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_any_file_name_can_be_printed_on_any_console(encoding, tmp_path):
    """What the console's encoding lacks is escaped; what a terminal would obey is escaped always."""
    names = ["中文 é.txt"]
    if sys.platform == "linux":
        names += [os.fsdecode(b"bad\xff.txt"), "red\x1b[31m\nnew line.txt"]
    for name in names:
        (tmp_path / name).write_bytes(name.encode(errors="replace") * 500)
    done = command(tmp_path, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    out = done.stdout.decode(encoding)
    assert ("中文" if encoding == "utf-8" else r"\u4e2d\u6587") in out
    if sys.platform == "linux":
        assert r"bad\udcff.txt" in out
        assert r"red\x1b[31m\nnew line.txt" in out
        assert "\x1b" not in out


# --- how it ends ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["missing", "a.txt", ""])
def test_a_folder_that_is_none_is_one_line_and_exit_code_two(name, tree):
    """The line is on standard error and names the value."""
    value = str(tree / name) if name else name
    done = command(value)
    assert done.returncode == 2
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"DIR must be a folder that can be read, not {value!r}: ")


@pytest.mark.parametrize("value", ["0", "-1", "two", "1.5", ""])
def test_a_wrong_number_of_workers_is_exit_code_two(value):
    """The message names what is allowed and the value."""
    done = command(f"--workers={value}")
    assert done.returncode == 2
    assert f"a whole number of at least 1 is needed, not {value!r}" in done.stderr.decode()


@posix
@pytest.mark.parametrize("arguments", [(), (str(LIBRARY), "--quiet")])
@pytest.mark.parametrize("errors_to", [subprocess.PIPE, subprocess.STDOUT])
def test_a_reader_that_has_gone_ends_it_in_silence(arguments, errors_to):
    """With the pipe behind its output closed, as by ``| head`` or ``2>&1 | head``, there is no traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline_core", *arguments],
        stdout=subprocess.PIPE,
        stderr=errors_to,
        env=environment() | {"PYTHONUNBUFFERED": ""},  # what is left in a buffer is written at the very end
    )
    process.stdout.close()
    _, err = process.communicate(timeout=DEADLINE)
    assert process.returncode == 141
    assert b"Traceback" not in (err or b"")
    assert b"Exception" not in (err or b"")


@posix
def test_ctrl_c_ends_the_run_with_what_was_done(tree):
    """A real SIGINT while a file is measured: exit code 130, no traceback, the files before it counted."""
    code = f"""
from pipeline_core import demo
from pipeline_core.__main__ import Summary, main
measure, add, taken = demo.MeasureWorker.process_item, Summary.add, []
def stuck(self, item):
    if item.path.name == "3.json":
        while len(taken) < 3:
            threading.Event().wait(0.001)
        when_main_waits_inside_the_library()
        say("ready")
        self.stop_event.wait()
    return measure(self, item)
demo.MeasureWorker.process_item = stuck
Summary.add = lambda self, file: (add(self, file), taken.append(file))
sys.exit(main([{str(tree)!r}, "--quiet", "--workers=1"]))
"""
    with Child(code) as child:
        for line in (*SHAPE, "", "ready"):
            child.hears(line)
        child.press_ctrl_c()
        ended = child.ends()
    assert (ended.code, ended.err) == (130, "")
    assert "Interrupted. This is what was done so far.\n\n3 files, " in ended.out
    assert "Failures: none\n" in ended.out


@posix
def test_on_a_terminal_the_bar_moves_and_ctrl_c_ends_it_within_a_huge_file(tmp_path):
    """With one file done, and one that would take minutes in hand, Ctrl-C ends it at once."""
    import termios  # where there are terminals of this kind

    (tmp_path / "a").write_text("small")
    with (tmp_path / "b").open("wb") as file:
        file.truncate(1 << 36)  # takes no room: a hole
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from pipeline_core.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    screen, terminal = os.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=terminal,
        env=environment(),
    )
    shown = b""
    while not re.search(rb"files: 1\D", shown):
        assert select.select([screen], [], [], DEADLINE)[0], shown
        shown += os.read(screen, 4096)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=DEADLINE)
    os.close(screen)
    os.close(terminal)
    assert process.returncode == 130
    assert "Interrupted. This is what was done so far.\n\n1 file, 5 B, " in out.decode()
