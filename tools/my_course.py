"""Give the learner copies of their own, in my_course/, without outputs, and keep them up to date.

    python tools/my_course.py            add what is missing, correct what its owner has not changed
    python tools/my_course.py --fresh    set the old copies aside under a dated name, then start anew

Stored outputs would give the predictions away, and a learner's edits would dirty the checkout. The
folders keep their names below my_course/, so that links between notebooks still lead somewhere.

When the course has a newer text of a file, the copy is replaced if its owner has typed nothing into it
(to have run it is not to have changed it: its outputs come back when it is run again). What they did
change stays as it is, and the new text is put beside it, as ``<name>_new.ipynb``.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
# Of exercises/ only the notebooks: the folders below it hold the solutions.
SOURCES = {"notebooks": "**/*", "exercises": "*.ipynb"}
FIRST_PAGE = PurePosixPath("notebooks/README.md")
NOTICE = re.compile(rb"\A> \*\*The course has changed\*\*.*\r?\n\r?\n")  # the line that this tool puts on it
RECORD = ".made.json"  # in my_course/: the digest of each text that was put there
# Digests of every text of the course from the time when no record was kept; that list is closed.
UNRECORDED = json.loads((Path(__file__).parent / "unrecorded_copies.json").read_text(encoding="utf-8"))


class Update(NamedTuple):
    """What was done with each file of the course, by its name below my_course/."""

    added: list[PurePosixPath]
    corrected: list[PurePosixPath]  # its owner had not changed it, and the course had
    beside: list[PurePosixPath]  # both had: where the new text is
    kept: list[PurePosixPath]

    def sentence(self, folder: str) -> str:
        """What the terminal says."""
        parts = [f"added {len(self.added)}"]
        if self.corrected:
            parts.append(f"corrected {len(self.corrected)} that you had not changed")
        parts.append(f"left {len(self.kept) + len(self.beside)} of yours as they are")
        if self.beside:
            parts.append(f"new text beside yours: {', '.join(map(str, self.beside))}")
        return f"{folder}: {', '.join(parts)}"


def course_files(root: Path) -> Iterator[PurePosixPath]:
    """Find what a learner gets: the notebooks and the pictures and texts beside them, relative to root."""
    for folder, pattern in SOURCES.items():
        for path in sorted((root / folder).glob(pattern)):
            relative = path.relative_to(root)
            if path.is_file() and not any(part.startswith((".", "__")) for part in relative.parts):
                yield PurePosixPath(relative.as_posix())


def without_outputs(source: str) -> str:
    """Return a notebook's text as nobody has run it yet: no outputs, no counts, no widget state."""
    notebook = json.loads(source)
    notebook["metadata"].pop("widgets", None)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def digest(name: PurePosixPath, content: bytes) -> str:
    """Fingerprint what a person can type into a file: of a notebook its cells, without what a run leaves."""
    if name.suffix == ".ipynb":
        try:
            cells = json.loads(content)["cells"]
            typed = [[c["cell_type"], "".join(c["source"]), c.get("attachments", {})] for c in cells]
        except (ValueError, KeyError, TypeError):
            pass  # no notebook any more, so its bytes are what its owner made of it
        else:
            content = json.dumps(typed, sort_keys=True).encode()
    elif name == FIRST_PAGE:
        content = NOTICE.sub(b"", content)
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:16]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: an interrupted copy leaves nothing half done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(content)
    draft.replace(path)


def read_record(target: Path) -> dict[str, str]:
    """Read which text was put where; nothing where there is no record, or it cannot be read."""
    try:
        record = json.loads((target / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def bring_up_to_date(root: Path, target: Path) -> Update:
    """Add what target lacks and correct what its owner left as it was; nothing that was typed is lost."""
    target.mkdir(parents=True, exist_ok=True)
    record = read_record(target)
    done = Update([], [], [], [])
    for name in course_files(root):
        content = (root / name).read_bytes()
        if name.suffix == ".ipynb":
            content = without_outputs(content.decode()).encode()
        _bring(target, name, content, record, done)
    _tell(target / FIRST_PAGE, done.beside, record)
    write_whole(target / RECORD, (json.dumps(record, indent=1, sort_keys=True) + "\n").encode())
    return done


def _bring(target: Path, name: PurePosixPath, content: bytes, record: dict[str, str], done: Update) -> None:
    new, copy = digest(name, content), target / name
    if not copy.exists():
        done.added.append(name)
    elif (mine := digest(name, copy.read_bytes())) == new:
        done.kept.append(name)
        record[str(name)] = new
        return
    elif mine == record.get(str(name)) or mine in UNRECORDED.get(str(name), ()):
        done.corrected.append(name)
    elif record.get(str(name)) == new or (place := _beside(target, name, content, record)) is None:
        done.kept.append(name)
        return
    else:
        done.beside.append(place)
        return
    write_whole(copy, content)
    record[str(name)] = new


def _beside(
    target: Path, name: PurePosixPath, content: bytes, record: dict[str, str]
) -> PurePosixPath | None:
    """Put the new text beside a changed copy; None if it was there and has been deleted: it is not wanted.

    An earlier ``_new`` is replaced, unless somebody has typed into that as well.
    """
    new, number = digest(name, content), 1
    while True:
        place = name.with_stem(f"{name.stem}_new{number if number > 1 else ''}")
        given = record.get(str(place))
        there = digest(place, (target / place).read_bytes()) if (target / place).exists() else None
        if given == new:
            return place if there else None
        if there in (None, given, new):
            break
        number += 1
    write_whole(target / place, content)
    record[str(place)] = new
    return place


def _tell(page: Path, places: list[PurePosixPath], record: dict[str, str]) -> None:
    """Say at the top of the first page where new texts are, or no longer; not if its owner has changed it."""
    text = page.read_bytes() if page.exists() else b""
    if digest(FIRST_PAGE, text) != record.get(str(FIRST_PAGE)):
        return
    links = ", ".join(f"[{place.name}](../{place})" for place in places)
    notice = (
        "> **The course has changed** where you had changed your copy, so the new text is beside yours: "
        f"{links}. Delete it when you need it no longer.\n\n"
    )
    told = (notice.encode() if places else b"") + NOTICE.sub(b"", text)
    if told != text:
        write_whole(page, told)


def set_aside(target: Path, day: str) -> Path | None:
    """Rename the old copies to ``my_course_<day>``, numbered if that is taken; None if there are none."""
    if not target.exists():
        return None
    aside = target.with_name(f"{target.name}_{day}")
    number = 2
    while aside.exists():
        aside = target.with_name(f"{target.name}_{day}_{number}")
        number += 1
    target.rename(aside)
    return aside


def main(arguments: list[str] | None = None) -> int:
    """Bring my_course/ up to date and say in a line or two what was done."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--fresh", action="store_true", help="set the old copies aside and start anew")
    parser.add_argument("--target", type=Path, default=ROOT / "my_course", help="default: my_course/")
    options = parser.parse_args(arguments)
    try:
        if options.fresh and (
            aside := set_aside(options.target, f"{datetime.now(UTC).astimezone():%Y-%m-%d}")
        ):
            print(f"your old copies are in {aside.name}/")
        done = bring_up_to_date(ROOT, options.target)
    except OSError as problem:
        print(
            f"{options.target.name}/ could not be written: {problem}\n"
            "If JupyterLab is still open on it, close it and try again.",
            file=sys.stderr,
        )
        return 1
    print(done.sentence(f"{options.target.name}/"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
