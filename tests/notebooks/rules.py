"""The rules that every stored notebook keeps, and the further ones of a chapter.

A rule takes a notebook and its path and yields what is wrong, in words. nbval compares the outputs; these
rules hold what it does not look at: shape, words, links, metadata, and what must never be in an output.
"""

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb")) + sorted((ROOT / "exercises").glob("*.ipynb"))

Rule = Callable[[NotebookNode, Path], Iterator[str]]
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
ACTION = re.compile(r"^\*\*(Predict|Your turn|Exercise)\b", re.MULTILINE)
CELLS, WORDS, LINES, GAP = 35, 1_100, 40, 10
LIVE = "application/vnd.jupyter.widget-view+json"
NEVER_SHOWN = {
    "a path of some machine": r"/[h]ome/|/Users/|/[r]oot/|/tmp/|/var/folders/|[A-Z]:\\\\|"
    + re.escape(str(ROOT)),
    "an address in memory": r"\b0x[0-9a-fA-F]{6,}",
    "a package index": r"pypi\.|pythonhos[t]ed|anaconda\.org|simple/",
}


def code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook: NotebookNode) -> str:
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def words(text: str) -> int:
    """Count what is read: no code blocks, no tags, no link targets."""
    text = re.sub(r"```.*?```|<[^>]+>|\]\([^)]*\)", " ", text, flags=re.DOTALL)
    return len(re.findall(r"\w[\w'’.-]*", text))


def counts_run_from_one(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    counts = [cell.execution_count for cell in code(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}: run `make notebooks`"


def metadata_is_clean(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    if notebook.metadata != KERNEL:
        yield f"the notebook's metadata is {sorted(notebook.metadata)}: only the kernel belongs there"
    for cell in notebook.cells:
        if set(cell.metadata) - {"tags"}:
            yield f"cell {cell.id}: metadata {sorted(cell.metadata)}: only tags belong there"
        for output in cell.get("outputs", []):
            if LIVE in output.get("data", {}):
                yield f"cell {cell.id}: a widget's state is stored; beside each widget stands a still picture"


def outputs_are_good(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    for cell in code(notebook):
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                yield f"cell {cell.id}: stores an error or a warning"


def nothing_private(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    for cell in notebook.cells:
        shown = [cell.source]
        for output in cell.get("outputs", []):
            texts = {kind: text for kind, text in output.get("data", {}).items() if kind != "image/png"}
            shown.append(json.dumps([output.get("text", ""), texts, output.get("traceback", "")]))
        for what, pattern in NEVER_SHOWN.items():
            if found := re.search(pattern, "\n".join(shown)):
                yield f"cell {cell.id}: {what}, {found.group()!r}"


def links_resolve(notebook: NotebookNode, path: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(notebook)):
        if not target.startswith("https://") and not (path.parent / target.partition("#")[0]).exists():
            yield f"{target}: there is no such file"


def pictures_have_alt(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    if re.search(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"]+\")", prose(notebook)):
        yield "a picture in the text has no alt sentence"
    for cell in code(notebook):
        for output in cell.outputs:
            if any(kind.startswith("image/") for kind in output.get("data", {})):
                alt = output.metadata.get("image/png", {}).get("alt", "")
                if len(alt.split()) < 5 or output.data.get("text/plain") != alt:
                    yield f"cell {cell.id}: a picture without an alt sentence"


def opens_as_a_chapter(notebook: NotebookNode, path: Path) -> Iterator[str]:
    opening = notebook.cells[0].source
    for part in ("**You will be able to**", "**You need**", "**Time**", "**Two questions first**"):
        if part not in opening:
            yield f"the first cell has no {part}"
    if not re.search(r"\*\*Time\*\*.*\b\d+ minutes", opening):
        yield "the first cell does not say how many minutes"
    if len(re.findall(r"(?m)^\d\. .*\?", opening)) != 2:
        yield "the first cell does not ask two numbered questions"
    if not opening.startswith(f"# {path.name[:2]} "):
        yield "the title does not begin with the chapter's number"


def closes_as_a_chapter(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    text = prose(notebook)
    for part in ("## Take-aways", "## Glossary", "## Exercises"):
        if part not in text:
            yield f"there is no {part}"
    last = notebook.cells[-1]
    if last.cell_type != "code" or "assert" not in last.source or "threading.enumerate()" not in last.source:
        yield "the last cell does not assert that no thread is left"


def glossary_holds_new_terms(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    text, _, after = prose(notebook).partition("## Glossary")
    explained = after.partition("\n## ")[0].casefold()
    body = text.partition("</details>")[2]  # the opening's bold words are labels
    for term in re.findall(r"(?<![*\w])\*\*([a-z][\w -]*)\*\*", body):
        if f"**{term}**" not in explained:
            yield f"**{term}** is set as a new term and is not in the glossary"


def has_something_to_do(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    places = [place for place, cell in enumerate(notebook.cells) if ACTION.search(cell.source)]
    for before, after in zip([0, *places], [*places, len(notebook.cells) - 1], strict=True):
        if after - before > GAP:
            yield f"{after - before} cells without something to do, from {notebook.cells[before].id}"


def sittings(notebook: NotebookNode) -> list[list[NotebookNode]]:
    """Cut a chapter at its sittings; what stands before the first one, the opening, belongs to none.

    A chapter in one go has no heading for its sitting: that is all but the opening.
    """
    starts = [
        place for place, cell in enumerate(notebook.cells) if re.search(r"(?m)^## .*\bsitting\b", cell.source)
    ] or [1]
    return [notebook.cells[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def sittings_are_whole(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    parts = sittings(notebook)
    for part in parts if len(parts) > 1 else []:
        if not re.search(r"(?m)^(?:import|from) \w", part[1].source):
            yield f"{part[0].id}: a sitting starts with its own import cell"
    if prose(notebook).count("### Stop here") != len(parts) - 1:
        yield "each sitting but the last ends with a section 'Stop here'"


def sittings_have_their_size(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    """What opens and what closes a chapter is not counted: it is looked up rather than read."""
    for number, part in enumerate(sittings(notebook), 1):
        read = [cell for cell in part if "## Take-aways" not in cell.source]
        told = "\n\n".join(cell.source for cell in read if cell.cell_type == "markdown")
        if len(read) > CELLS:
            yield f"sitting {number}: {len(read)} cells; at most {CELLS}"
        if words(told) > WORDS:
            yield f"sitting {number}: {words(told)} words; at most {WORDS}"


def cells_fit_a_screen(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    for cell in code(notebook):
        if (lines := cell.source.count("\n") + 1) > LINES:
            yield f"cell {cell.id}: {lines} lines of code; more than {LINES} do not fit a screen"


def keeps_the_course_rules(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    source = "\n".join(cell.source for cell in code(notebook))
    for what in ("sys.path", "!pip", "%pip", "pyplot", "faulthandler.register"):
        if what in source:
            yield f"{what} has no place in a notebook of this course"
    if "!" in re.sub(r"```.*?```|`[^`]*`|!\[|<!--", "", prose(notebook), flags=re.DOTALL):
        yield "an exclamation mark in the prose"


def sliders_keep_what_they_use(notebook: NotebookNode, _path: Path) -> Iterator[str]:
    """A slider is moved later than its cell has run: what it calls must not have become something else."""
    known: dict[str, ast.AST] = {}
    used: set[str] = set()
    for cell in code(notebook):
        tree = ast.parse(re.sub(r"(?m)^[!%].*", "", cell.source))
        defined = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef | ast.ClassDef)}
        for name in used & defined.keys():
            yield f"a slider uses {name}, and cell {cell.id} gives that name to something else"
        known |= defined
        if any(re.search(r"(^|_)(dial|knobs?)$", name) for name in _read(tree)):
            ahead = _read(tree) & known.keys()
            while ahead:
                used.add(name := ahead.pop())
                ahead |= (_read(known[name]) & known.keys()) - used


def _read(tree: ast.AST) -> set[str]:
    names = [each for each in ast.walk(tree) if isinstance(each, ast.Name)]
    return {each.id for each in names if isinstance(each.ctx, ast.Load)}


EVERYWHERE: list[Rule] = [
    counts_run_from_one, metadata_is_clean, outputs_are_good, nothing_private, links_resolve,
    pictures_have_alt, keeps_the_course_rules,
]  # fmt: skip
IN_CHAPTERS: list[Rule] = [
    opens_as_a_chapter, closes_as_a_chapter, glossary_holds_new_terms, has_something_to_do,
    sittings_are_whole, sittings_have_their_size, cells_fit_a_screen, sliders_keep_what_they_use,
]  # fmt: skip
