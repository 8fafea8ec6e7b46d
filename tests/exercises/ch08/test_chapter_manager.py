"""The manager of chapter 08 runs on whatever the reader has handed in: each right answer of each style."""

import ast
from pathlib import Path

import nbformat
import pytest

from exercises.catalogue import find
from exercises.engine.source_text import answer_in
from pipeline_core import SENTINEL, lab
from tests.notebooks import rules

CHAPTER = rules.ROOT / "notebooks" / "08_pipeline_manager.ipynb"
NAMES = {"relay": "3.3", "robust_put": "4.1", "fail_loudly": "4.4", "pool_map": "5.2", "Counter": "6.1"}
STYLES = [
    (name, path.name)
    for name, address in NAMES.items()
    for path in sorted(find(address).folder.glob("*.py"))
    if path.name.startswith(("right_", "solution"))
]
KEPT = ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom


@pytest.fixture(scope="module")
def definitions(tmp_path_factory) -> Path:
    """A file of what the cells of the first sitting define, without what they run."""
    sitting = rules.sittings(nbformat.read(CHAPTER, as_version=4))[0]
    cells = [cell for cell in sitting if cell.cell_type == "code"]
    statements = [each for cell in cells for each in ast.parse(cell.source).body]
    kept = [each for each in statements if isinstance(each, KEPT) or _is_constant(each)]
    path = tmp_path_factory.mktemp("chapter") / "first_sitting.py"
    path.write_text("\n\n".join(map(ast.unparse, kept)), encoding="utf-8")
    return path


def _is_constant(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.Assign):
        return False
    target = statement.targets[0]
    return isinstance(target, ast.Name) and target.id.isupper()


def chapter_with(definitions, name, style):
    """The chapter's names, with one answer of that style among the solutions."""
    names = {"SENTINEL": SENTINEL}
    exec(compile(definitions.read_text(encoding="utf-8"), definitions, "exec"), names)
    for each, address in NAMES.items():
        names[each] = answer_in(find(address), style if each == name else "solution.py")
    return names


@pytest.mark.parametrize(("name", "style"), [each for each in STYLES if each[0] == "relay"])
def test_the_first_ones_stages_are_any_relay(definitions, name, style):
    """Six items go through, the seventh sticks; with a thread for the source it does not."""
    chapter = chapter_with(definitions, name, style)
    stages = [lambda item: item + 1] * 3

    def ends(kind, count):
        return lab.simulate(lambda: chapter[kind]().run(stages, range(count)))

    assert ends("First", 6).result == [3, 4, 5, 6, 7, 8]
    assert ends("First", 7).outcome == "deadlock"
    assert ends("Second", 7).result == [3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize(("name", "style"), [each for each in STYLES if each[0] != "relay"])
def test_the_manager_is_made_of_any_right_answers(definitions, name, style):
    """All is in order and counted; a failure comes out as it is, with its note, and all leave at once."""
    chapter = chapter_with(definitions, name, style)

    def run(reviews):
        manager = chapter["Mini"]()
        manager.add_worker(chapter["pre_process"])
        manager.add_worker(chapter["infer"])
        manager.add_worker(chapter["post_process"], workers=3)
        return manager.run(reviews), manager.in_flight.value

    good = lab.simulate(lambda: run(chapter["GOOD"]))
    assert good.outcome == "finished", good.explain()
    scored = [chapter["WEIGHTS"][review.split()[0]] for review in chapter["GOOD"]]
    assert good.result == (
        [f"{review.split()[1]}: {score:+}" for review, score in zip(chapter["GOOD"], scored, strict=True)],
        0,
    )
    failed = lab.simulate(lambda: run(chapter["REVIEWS"]))
    assert failed.outcome == "error", failed.explain()
    (error,) = failed.error.exceptions
    assert isinstance(error, KeyError)
    assert "infer" in error.__notes__[0]
    # who looks every 0.1 s may see the item that fails so late, and the others the stop
    assert failed.elapsed <= 0.07 + 2 * 0.1 + 0.06
