"""Bring notebooks' metadata into the one form that is stored, without running them: a pre-commit hook.

    python -m tools.clean_notebooks notebook …

Editors write their own settings, timings and widget state into a notebook; none of it belongs in git. Like
every hook that mends, it fails when it changed something, so that the change is looked at and added.
"""

import argparse
import sys
from pathlib import Path

import nbformat

from tools.store_outputs import clean


def mend(path: Path) -> bool:
    """Clean one notebook in place; tell whether anything had to change."""
    before = path.read_text(encoding="utf-8")
    after = nbformat.writes(clean(nbformat.reads(before, as_version=4))) + "\n"
    if after != before:
        path.write_text(after, encoding="utf-8", newline="\n")
    return bool(after != before)


def main(arguments: list[str] | None = None) -> int:
    """Clean each notebook that is named; 1 if one of them was changed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    changed = [path for path in parser.parse_args(arguments).paths if mend(path)]
    for path in changed:
        print(f"{path}: metadata cleaned; add the file again")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
