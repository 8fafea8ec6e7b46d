"""Make the folder of a new exercise, with every file it needs and marks where words are due.

    python -m tools.new_exercise 3.5 two_targets do

Inside:  what an exercise may be called, writing the folder, the steps that are left, ``unfinished``.
Outside: the texts (``scaffold``), the notebooks (``make_exercises``).
"""

from __future__ import annotations

import builtins
import keyword
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.make_exercises import CHAPTERS, IMPORTS
from tools.scaffold import KINDS, MARK, files

ROOT = Path(__file__).resolve().parent.parent
USAGE = "make new-exercise ID=3.5 NAME=two_targets KIND=do"
ADDRESS = re.compile(r"(0|[1-9]\d?)\.([1-9]\d?)")
LEFT = """\
{folder}/ is there. Five steps are left:
  1. solution.py, exercise.md and stub.py: one good answer, its reasons in comments; then the task. Here and
     below, replace every {mark}.
  2. check.py: the first thing that is wrong, in one sentence, one step from the cure.
  3. hints.md: where to look, which idea, almost the line.
  4. wrong_1.py and wrong_2.py: call them after what they get wrong, and let each say its words. In a do or
     fix exercise wrong_sleep.py is the answer that sleeps and hopes. right_*.py: right in other styles.
  5. git add the folder (a handout takes what git knows); name it in the tables of README.md and
     notebooks/README.md; make exercises notebooks test; read the verdicts as a beginner would; commit it all.
"""


class Refused(Exception):
    """Why there is no new exercise, and the cure, in words for the terminal."""


def folder_of(address: str, name: str, kind: str, root: Path = ROOT) -> Path:
    """Where the exercise goes.

    Raises:
        Refused: the number, the name or the kind will not do.
    """
    found = ADDRESS.fullmatch(address)
    if found is None:
        raise Refused(f"ID is a chapter and a number, as in 3.5, not {address!r}: {USAGE}")
    chapter = int(found[1])
    if chapter not in CHAPTERS:
        raise Refused(f"there is no chapter {chapter:02}: chapters go from 00 to {max(CHAPTERS)}")
    if kind not in KINDS:
        raise Refused(f"KIND is one of {', '.join(KINDS)}, not {kind!r}: {USAGE}")
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        raise Refused(f"NAME is words in small letters joined by _, as in two_targets, not {name!r}")
    if name in _spoken_for():
        raise Refused(f"NAME may not be {name!r}: that means something else in a notebook; add a word to it")
    for place, number in _addresses(root):
        if number == address:
            raise Refused(f"{address} is taken by {place.parent.name}/{place.name}: take another number")
    folder = root / "exercises" / f"ch{chapter:02}" / name
    if folder.exists():
        raise Refused(f"{folder.parent.name}/{name} is there already: take another name")
    return folder


def _spoken_for() -> set[str]:
    imported = set(IMPORTS.partition(" import ")[2].split(", "))
    return imported | {"form"} | set(keyword.kwlist) | set(dir(builtins))


def _addresses(root: Path) -> Iterator[tuple[Path, str]]:
    """Every exercise's folder and its number: the first line alone, so that unfinished ones count."""
    for path in sorted((root / "exercises").glob("ch[0-9][0-9]/*/exercise.md")):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        yield path.parent, first.removeprefix("# ").partition(" ")[0]


def make(address: str, name: str, kind: str, root: Path = ROOT) -> Path:
    """Write the folder, whole or not at all.

    Raises:
        Refused: as for ``folder_of``.
    """
    folder = folder_of(address, name, kind, root)
    draft = folder.with_name(f".{name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for file, text in files(address, name, kind).items():
        (draft / file).write_text(text, encoding="utf-8", newline="\n")
    draft.rename(folder)
    return folder


def unfinished(root: Path = ROOT) -> list[str]:
    """Where a mark still stands in an exercise: "ch03/two_targets/hints.md:5"."""
    exercises = root / "exercises"
    return [
        f"{path.relative_to(exercises).as_posix()}:{number}"
        for path in sorted(exercises.glob("ch[0-9][0-9]/*/*"))
        if path.suffix in {".md", ".py"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MARK in line
    ]


def main(arguments: list[str] | None = None) -> int:
    """The command; 1 with the reason when nothing was made."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) != 3 or not all(given):
        print(f"a new exercise needs a number, a name and a kind: {USAGE}", file=sys.stderr)
        return 1
    try:
        folder = make(given[0], given[1], given[2])
    except Refused as problem:
        print(problem, file=sys.stderr)
        return 1
    print(LEFT.format(folder=folder.relative_to(ROOT).as_posix(), mark=MARK), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
