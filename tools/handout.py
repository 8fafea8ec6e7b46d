"""Build the course for a class: all that a learner needs, without solutions, other answers and tests.

    python -m tools.handout [--variant 3] [--out DIR] [--zip]    handout/, and handout.zip beside it

Inside:  which files go along, the look for solutions that slipped in, putting the folder in its place.
Outside: what stands in a notebook of exercises (``make_exercises``).

The folder is replaced as a whole, and only if this tool made it and nobody has changed it since.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from nbformat import NotebookNode

from exercises import catalogue
from exercises.catalogue import Exercise
from tools.make_exercises import FolderError, every_notebook, strays, write

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"notebooks", "exercises", "pipeline_core", "tools"}
FILES = {
    "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "lab.cmd", "pyproject.toml",
    "requirements.lock", ".gitignore", ".gitattributes",
}  # fmt: skip
MARK = ".handout.json"  # in a handout's folder: what this tool put there


class HandoutError(Exception):
    """Why there is no handout, and the cure, in words for the terminal."""


# --- which files ------------------------------------------------------------------------------


def goes_along(path: PurePosixPath) -> bool:
    """Whether a learner gets this file of the course."""
    if len(path.parts) == 1:
        return path.name in FILES
    if path.parts[0] == "exercises":
        return not path.name.startswith(("solution", "right_", "wrong_"))
    return path.parts[0] in FOLDERS


def course_files(root: Path) -> list[PurePosixPath]:
    """What goes along: of the files that git knows; where there is no git, of all but caches."""
    return sorted(filter(goes_along, _listed_by_git(root) or _walked(root)))


def left_out(root: Path) -> list[str]:
    """What would go along if git knew it: a new exercise, say, before it is added."""
    unknown = _listed_by_git(root, "--others", "--exclude-standard") if _listed_by_git(root) else []
    return sorted(map(str, filter(goes_along, unknown)))


def _listed_by_git(root: Path, *options: str) -> list[PurePosixPath]:
    git = shutil.which("git")
    if git is None:
        return []
    listed = subprocess.run([git, "ls-files", "-z", *options], cwd=root, capture_output=True, check=False)
    names = [PurePosixPath(name) for name in listed.stdout.decode().split("\0") if name]
    return [name for name in names if (root / name).is_file()]


def _walked(root: Path) -> list[PurePosixPath]:
    return [PurePosixPath(path.relative_to(root).as_posix()) for path in _files(root)]


def _files(top: Path) -> Iterator[Path]:
    """Every file below top that is no cache: compiled Python may hold a solution."""
    for path in sorted(top.iterdir()):
        if path.is_file():
            yield path
        elif path.is_dir() and not path.name.startswith((".", "__pycache__")):
            yield from _files(path)


# --- what must not be in it -------------------------------------------------------------------


def gives_away(notebook: NotebookNode, exercise: Exercise) -> bool:
    """Whether the notebook shows the exercise's solution: its text anywhere, or its code in a cell."""
    solution = exercise.text("solution.py")
    shown = _squeezed(json.dumps([[cell.source, cell.get("outputs", [])] for cell in notebook.cells]))
    if _squeezed(json.dumps(solution)[1:-1]) in shown:
        return True
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return _meaning(solution) in map(_meaning, code)


def _squeezed(text: str) -> str:
    return "".join(text.replace("\\n", "").split())


def _meaning(source: str) -> str:
    """The code without comments, docstrings and layout; magics and half-written cells mean themselves."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
            and ast.get_docstring(node) is not None
        ):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.dump(tree)


# --- building ---------------------------------------------------------------------------------


def fill(target: Path, root: Path, variant: int) -> None:
    """Write the handout into an empty folder.

    Raises:
        HandoutError: a notebook of exercises would show a solution.
        FolderError: an exercise's folder is not in order.
    """
    files = course_files(root)
    for name in files:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, target / name)
    known = {(root / name).parent for name in files if name.name == "exercise.md"}
    taken = [each for each in catalogue.every() if each.folder in known]
    # they keep the names of those that were copied
    notebooks = every_notebook(taken, target, variant, solutions=False)
    for path in strays(notebooks, target):
        path.unlink()
    for path, notebook in notebooks.items():
        for exercise in taken:
            if exercise.has("solution.py") and gives_away(notebook, exercise):
                raise HandoutError(
                    f"{path.name} would show the solution of {exercise.id}: look into its stub.py and "
                    "exercise.md"
                )
        write(path, notebook)
    made = {path.relative_to(target).as_posix(): _digest(path) for path in _files(target)}
    mark = {"made by": "tools/handout.py", "variant": variant, "files": made}
    (target / MARK).write_text(json.dumps(mark, indent=1) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refuse_what_is_not_ours(out: Path) -> None:
    """Let nobody's work be overwritten.

    Raises:
        HandoutError: ``out`` is a file, a folder with something else in it, or a handout that was used.
    """
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    try:
        made = json.loads((out / MARK).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        raise HandoutError(
            f"{out.name} is there already, and no handout: choose another place with --out"
        ) from None
    for path in _files(out):
        name = path.relative_to(out).as_posix()
        if name != MARK and made.get(name) != _digest(path):
            raise HandoutError(
                f"{out.name}/{name} was added or changed since: move the folder away, or choose --out"
            )


def build(out: Path, root: Path = ROOT, variant: int = 0) -> None:
    """Build the handout beside its place and put it there in one step.

    Raises:
        HandoutError, FolderError: there is no new handout, and an old one is as it was.
    """
    refuse_what_is_not_ours(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as workshop:
        made = Path(workshop) / "made"
        old = Path(workshop) / "old"
        made.mkdir()
        fill(made, root, variant)
        if out.exists():
            out.rename(old)
        try:
            made.rename(out)
        except BaseException:
            if old.exists():
                old.rename(out)
            raise


def zip_beside(out: Path) -> Path:
    """Pack the handout into ``<out>.zip``, under its folder's name.

    Raises:
        HandoutError: another file of that name is there.
    """
    packed = out.with_name(out.name + ".zip")
    if packed.exists() and not _is_ours(packed, f"{out.name}/{MARK}"):
        raise HandoutError(f"{packed.name} is there already, and no handout: move it, or choose --out")
    part = packed.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(out):
            archive.write(path, f"{out.name}/{path.relative_to(out).as_posix()}")
    part.replace(packed)
    return packed


def _is_ours(packed: Path, mark: str) -> bool:
    if not zipfile.is_zipfile(packed):
        return False
    with zipfile.ZipFile(packed) as archive:
        return mark in archive.namelist()


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a whole number from 0 on, not {text!r}")
    return int(text)


def main(arguments: list[str] | None = None) -> int:
    """The command; 1 with the reason when there is no new handout."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--variant", type=_seed, default=0, help="another number, other exercises; 0: the book's"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "handout", help="default: handout/")
    parser.add_argument("--zip", action="store_true", help="pack it as well, beside the folder")
    options = parser.parse_args(arguments)
    out = options.out.absolute()
    try:
        build(out, variant=options.variant)
        packed = zip_beside(out) if options.zip else None
    except (HandoutError, FolderError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as problem:
        print(f"{out.name}/ could not be written: {problem}", file=sys.stderr)
        return 1
    for name in left_out(ROOT):
        print(f"left out, since git does not know it yet: {name}")
    print(f"{out.name}/: {len(list(_files(out))) - 1} files, variant {options.variant}, no solutions")
    if packed:
        print(f"{packed.name}: the same, packed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
