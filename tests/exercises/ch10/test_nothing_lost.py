"""What the cells of chapter 10 promise, at other moments than the chapter's own: nothing lost, nothing twice.

The functions are those of the stored cells; the server is real, and so are the files and the kills.
"""

import _thread
import ast
import errno
import os
import subprocess
import sys
from collections import Counter

import nbformat
import pytest

from exercises.lessons.albums import Disk, make_pictures
from exercises.lessons.site import HANG, Reply, Site
from pipeline_core import PipelineError
from tests.core.helpers import wait_until
from tests.notebooks import rules

CHAPTER = rules.ROOT / "notebooks" / "10_real_workloads.ipynb"
KEPT = ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
IN_FLIGHT = 8 + 4 + 1 + 4 + 1  # eight that fetch, a queue, the one that parses, a queue, the one that writes
COUNT = 120
WORDS = {f"/{number}": number % 5 + 1 for number in range(COUNT)}


def defined_in(number):
    """The text of what the cells of a sitting import and define, without what they run."""
    sitting = rules.sittings(nbformat.read(CHAPTER, as_version=4))[number - 1]
    cells = [cell for cell in sitting if cell.cell_type == "code"]
    statements = [each for cell in cells for each in ast.parse(cell.source).body]
    kept = [each for each in statements if isinstance(each, KEPT) or _imports(each)]
    return "\n\n".join(map(ast.unparse, kept))


def _imports(statement):
    """``httpx, tenacity = needed("httpx"), needed("tenacity")``."""
    return isinstance(statement, ast.Assign) and "needed(" in ast.unparse(statement)


def names_of(text, path):
    """Run that text, from a file, so that an error shows its lines."""
    path.write_text(text, encoding="utf-8")
    names = {}
    exec(compile(text, path, "exec"), names)
    return names


@pytest.fixture
def pages(tmp_path):
    return names_of(defined_in(2), tmp_path / "pages.py")


@pytest.fixture
def pictures(tmp_path):
    return names_of(defined_in(1), tmp_path / "pictures.py")


def faulty():
    """One page in twenty answers 503 at first, and one never does."""
    replies = {path: [Reply("word " * count, after=0.01)] for path, count in WORDS.items()}
    for path in list(replies)[9::20]:
        replies[path].insert(0, Reply("", 503))
    replies["/3"].insert(0, HANG)
    return replies


def goes_on(pages, site, database):
    """After an end half way: what was lost was in flight, and the next run asks for what is missing."""
    asked, there = {each.path for each in site.asked}, pages["stored"](database)
    assert there.items() <= WORDS.items()
    assert len(asked - there.keys()) <= IN_FLIGHT
    before = len(site.asked)
    pages["collect"](site.address, list(WORDS), database)
    assert {each.path for each in site.asked[before:]} == WORDS.keys() - there.keys()
    assert pages["stored"](database) == WORDS


@pytest.mark.parametrize("moment", [1, 25, 60, COUNT - 5])
def test_a_kill_costs_what_is_in_flight(pages, tmp_path, moment):
    """A process that is killed after so many requests has lost no row, and no page is fetched for nothing."""
    database = str(tmp_path / "pages.db")
    program = "import sys\ncollect(sys.argv[1], sys.argv[3:], sys.argv[2])\n"
    (tmp_path / "program.py").write_text(f"{defined_in(2)}\n\n{program}", encoding="utf-8")
    with Site(faulty()) as site:
        command = [sys.executable, tmp_path / "program.py", site.address, database, *WORDS]
        with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(rules.ROOT)}) as process:
            wait_until(lambda: len(site.asked) >= moment, f"{moment} requests")
            process.kill()
        goes_on(pages, site, database)


@pytest.mark.parametrize("moment", [0, 25, 60, COUNT - 5])
def test_an_interrupt_costs_what_is_in_flight(pages, tmp_path, moment):
    """The notebook's stop button: a KeyboardInterrupt, which comes out as itself."""
    database = str(tmp_path / "pages.db")

    def paths():
        for number, path in enumerate(WORDS):
            if number == moment:
                _thread.interrupt_main()
            yield path

    with Site(faulty()) as site:
        with pytest.raises(KeyboardInterrupt):
            pages["collect"](site.address, paths(), database)
        goes_on(pages, site, database)


@pytest.mark.parametrize("results", [1, 30, COUNT - 1])
def test_a_stop_costs_what_is_in_flight(pages, tmp_path, results):
    """Whoever leaves the loop over the results has them in the database."""
    database = str(tmp_path / "pages.db")
    with Site(faulty()) as site:
        pages["collect"](site.address, list(WORDS), database, stop_after=results)
        assert len(pages["stored"](database)) >= results
        goes_on(pages, site, database)


class Counted(Disk):
    """A disk that notes which files were written to the end."""

    def __init__(self, room=float("inf"), *, denied=False):
        super().__init__(room, denied=denied)
        self.whole = Counter()

    def write(self, path, content):
        super().write(path, content)
        self.whole[path.name] += 1


@pytest.mark.parametrize(
    ("disk", "code"),
    [
        (lambda total: Counted(denied=True), errno.EACCES),
        (lambda total: Counted(0), errno.ENOSPC),
        (lambda total: Counted(total // 2), errno.ENOSPC),
        (lambda total: Counted(total - 1), errno.ENOSPC),
    ],
    ids=["denied", "no room", "half", "one byte short"],
)
def test_a_disk_that_refuses_costs_no_picture(pictures, tmp_path, disk, code):
    """The message says what, in which stage, at which file; with room again each is there, written once."""
    album = make_pictures(tmp_path / "album", 12, side=60)
    expected = {}
    for path in album:
        expected |= [pictures["encode"](pictures["soften_named"](pictures["decode"](path)))]
    folder = tmp_path / "small"
    refusing, roomy = disk(sum(map(len, expected.values()))), Counted()
    with pytest.raises(PipelineError) as caught:
        pictures["develop_into"](folder, refusing, album, pictures["write_whole"])
    (error,) = caught.value.exceptions
    assert isinstance(error, OSError)
    assert error.errno == code
    assert os.strerror(code) in str(error)
    (note,) = error.__notes__
    assert "in stage 'write'" in note
    assert error.filename.removesuffix(".part") in note
    there = {path.name: path.read_bytes() for path in folder.glob("*.jpg")}
    assert there.items() <= expected.items()
    pictures["develop_into"](folder, roomy, album, pictures["write_whole"])
    assert {path.name: path.read_bytes() for path in folder.glob("*")} == expected
    assert refusing.whole + roomy.whole == Counter(f"{path.name}.part" for path in album)
