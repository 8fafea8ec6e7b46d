"""Give the learner copies of their own: my_course/, made once, without outputs, never overwritten.

    python tools/my_course.py            add what is missing
    python tools/my_course.py --fresh    set the old copies aside under a dated name, then start anew

Stored outputs would give the predictions away, and a learner's edits would dirty the checkout. The
folders keep their names below my_course/, so that links between notebooks still lead somewhere; a
chapter that a later version of the course brings is added beside what is already there.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Of exercises/ only the notebooks: the folders below it hold the solutions.
SOURCES = {"notebooks": "**/*", "exercises": "*.ipynb"}


def course_files(root: Path) -> Iterator[Path]:
    """Find what a learner gets: the notebooks and the pictures and texts beside them, relative to root."""
    for folder, pattern in SOURCES.items():
        for path in sorted((root / folder).glob(pattern)):
            relative = path.relative_to(root)
            if path.is_file() and not any(part.startswith((".", "__")) for part in relative.parts):
                yield relative


def without_outputs(source: str) -> str:
    """Return a notebook's text as nobody has run it yet: no outputs, no counts, no widget state."""
    notebook = json.loads(source)
    notebook["metadata"].pop("widgets", None)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def write_new(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet, in one step: an interrupted copy leaves nothing half done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(content)
    draft.replace(path)


def add_missing(root: Path, target: Path) -> tuple[int, int]:
    """Copy what target lacks; files that are there are not touched. Returns (added, kept)."""
    added = kept = 0
    target.mkdir(parents=True, exist_ok=True)
    for relative in course_files(root):
        copy = target / relative
        if copy.exists():
            kept += 1
            continue
        source = root / relative
        if source.suffix == ".ipynb":
            content = without_outputs(source.read_text(encoding="utf-8")).encode()
        else:
            content = source.read_bytes()
        write_new(copy, content)
        added += 1
    return added, kept


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
        added, kept = add_missing(ROOT, options.target)
    except OSError as problem:
        print(
            f"{options.target.name}/ could not be written: {problem}\n"
            "If JupyterLab is still open on it, close it and try again.",
            file=sys.stderr,
        )
        return 1
    print(f"{options.target.name}/: added {added}, left {kept} of yours as they are")
    return 0


if __name__ == "__main__":
    sys.exit(main())
