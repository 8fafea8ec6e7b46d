"""Write the notebooks of exercises from their folders: the stub a learner edits is the one that is tested.

    python -m tools.make_exercises            write what has changed
    python -m tools.make_exercises --check    write nothing; 1 when a notebook is out of step

Inside:  which cells a notebook of exercises has, and what stands in them.
Outside: reading a folder (``exercises.catalogue``), running notebooks (``store_outputs``).

Stored outputs stay as long as no code cell has changed; else they are dropped, for `make notebooks` to store.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from exercises import catalogue
from exercises.catalogue import Exercise
from exercises.engine.source_text import answer_in
from tools.store_outputs import FREE, KERNEL

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = {
    0: ("start_here", "Start here"),
    1: ("threads", "Threads and processes"),
    2: ("queues", "Queues and backpressure"),
    3: ("sentinels", "Sentinels"),
    4: ("stop_events", "Stop events and errors"),
    5: ("pools", "Pool sub-tasks"),
    6: ("races", "Races and locks"),
    7: ("deadlocks", "Deadlocks"),
    8: ("manager", "The pipeline manager"),
    9: ("tuning", "Tuning"),
    10: ("workloads", "Real workloads"),
    11: ("beyond", "Beyond threads"),
    12: ("clinic", "Troubleshooting clinic"),
}
IMPORTS = "from exercises import answer, check, hint, progress, solution"
CUT = "\n# %%\n"  # in a stub.py: here a new cell begins, as editors have it


class FolderError(Exception):
    """What is wrong with an exercise's folder or a chapter's notebooks, and the cure, for the terminal."""


def path_of(chapter: int, root: Path = ROOT) -> Path:
    """The notebook of a chapter's exercises: the one that is there keeps its name, chapters link to it.

    Raises:
        FolderError: there are two.
    """
    there = sorted((root / "exercises").glob(f"{chapter:02}_*_exercises.ipynb"))
    if len(there) > 1:
        names = " and ".join(path.name for path in there)
        raise FolderError(f"chapter {chapter:02} has {names}: keep the one that the chapter links to")
    return there[0] if there else root / "exercises" / f"{chapter:02}_{CHAPTERS[chapter][0]}_exercises.ipynb"


def build(
    chapter: int, exercises: list[Exercise], root: Path = ROOT, variant: int = 0, *, solutions: bool = True
) -> NotebookNode:
    """The notebook as nobody has run it yet; a cell's id tells the exercise and the cell's part in it.

    Without ``solutions``, as in a handout, none is promised.

    Raises:
        FolderError: a ``check.py`` cannot be imported, or holds no judge.
    """
    made = [
        _markdown("opening", _opening(chapter, exercises[0].id, root, variant, solutions)),
        _code("imports", IMPORTS),
    ]
    for exercise in exercises:
        made += cells(exercise, variant)
    made += [_markdown("how-far", "## How far you are"), _code("progress", "progress()")]
    # What progress() shows depends on what else was tried, so nbval does not compare it.
    made[-1].metadata.tags = [FREE]
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": KERNEL})
    return notebook


def cells(exercise: Exercise, variant: int = 0) -> list[NotebookNode]:
    """The cells of one exercise: the task, the stub, the check, and a hint behind a #.

    A stub is one cell, or several where it is cut: a form that is filled in outlives a change of the code.
    """
    try:
        variant = variant if exercise.judge.varies else 0
        name = exercise.reworded(exercise.answer_name, variant)
    except Exception as error:
        raise FolderError(
            f"{exercise.id}: {exercise.folder.name}/check.py does not say how an answer is judged, "
            f'with a line like JUDGE = Code(check, answer="relay"): {type(error).__name__}: {error}'
        ) from error
    key = "ex-" + exercise.id.replace(".", "-")
    hint = f'# hint("{exercise.id}")  # take the first # away and run: one hint each time'
    stubs = exercise.text("stub.py", variant).split(CUT)
    parts = [
        _markdown(key, exercise.reworded(_task(exercise), variant)),
        *(
            _code(f"{key}-stub" + (f"-{place}" if place else ""), text.strip("\n"))
            for place, text in enumerate(stubs)
        ),
        _code(f"{key}-check", f'check("{exercise.id}", {name})'),
        _code(f"{key}-hint", hint),
    ]
    for cell in parts:
        cell.source = _with_variant(cell.source, exercise.id, variant)
    return parts


def _with_variant(text: str, number: str, variant: int) -> str:
    """The calls that ask about this exercise ask about the variant: a form shows the questions it judges."""
    if not variant:
        return text
    call = rf'\b((?:check|form|hint)\("{re.escape(number)}"[^()\n]*)\)'
    return re.sub(call, rf"\1, variant={variant})", text)


def _markdown(key: str, text: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_markdown_cell(text, id=key)
    return cell


def _code(key: str, text: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_code_cell(text, id=key)
    return cell


def _opening(chapter: int, first: str, root: Path, variant: int, solutions: bool) -> str:
    solution = f'`solution("{first}")` shows a solution after\n  two tries, and' if solutions else "and"
    title = CHAPTERS[chapter][1]
    found = sorted((root / "notebooks").glob(f"{chapter:02}_*.ipynb"))
    links = ["[All chapters](../notebooks/README.md)"]
    links += [f"[Chapter {chapter:02}: {title}](../notebooks/{path.name})" for path in found]
    which = f"This is variant {variant} of these exercises.\n\n" if variant else ""
    return (
        f"# Exercises of chapter {chapter:02}: {title}\n\n"
        f"{' · '.join(links)}\n\n{which}"
        "- Change the cell of an exercise and run it, then run the check below it: it tells you the first\n"
        "  thing that is wrong. An answer that never ends is ended for you.\n"
        "- What you write is called many times, now and then twice at the same time, and then neither call\n"
        "  waits for the other. What one call returned is its caller's: no later call changes it.\n"
        f'- Stuck? `hint("{first}")` gives one hint each time, {solution} `progress()` shows how far\n'
        "  you are.\n"
        "- These checks help you to learn; they are no exam."
    )


def _task(exercise: Exercise) -> str:
    facts = exercise.facts
    kind = facts["Kind"][0].upper() + facts["Kind"][1:]
    return (
        f"## {exercise.id} {exercise.title}\n\n"
        f"*{kind} · {exercise.minutes} minutes · {facts['Concepts']}*\n\n"
        f"Goal: {facts['Goal'].rstrip('.')}.\n\n"
        f"{exercise.task}"
    )


def stored(path: Path) -> NotebookNode | None:
    """The notebook that is there; None without one, or when it is no notebook (half a merge, say)."""
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except (FileNotFoundError, ValueError):
        return None
    return notebook


def keep_outputs(fresh: NotebookNode, old: NotebookNode) -> bool:
    """Give the fresh notebook the old one's outputs, if both hold the same code; tells whether they do."""
    pair = [{cell.id: cell for cell in each.cells if cell.cell_type == "code"} for each in (fresh, old)]
    sources = [[(key, cell.source) for key, cell in each.items()] for each in pair]
    if sources[0] != sources[1]:
        return False
    for key, cell in pair[0].items():
        cell.update(outputs=pair[1][key].outputs, execution_count=pair[1][key].execution_count)
    return True


def out_of_step(fresh: NotebookNode, old: NotebookNode | None) -> Iterator[str]:
    """What differs between the folders' notebook and the stored one, outputs left aside, cell by cell."""
    if old is None:
        yield "is missing, or is no notebook"
        return
    wanted, there = ({cell.id: cell for cell in each.cells} for each in (fresh, old))
    yield from (f"cell {key} is missing" for key in wanted if key not in there)
    yield from (f"cell {key} belongs to no folder" for key in there if key not in wanted)
    shared = [key for key in wanted if key in there]
    if shared != [key for key in there if key in wanted]:
        yield "its cells stand in another order"
    for key in shared:
        if any(wanted[key][part] != there[key][part] for part in ("cell_type", "source", "metadata")):
            yield f"cell {key} differs"


def write(path: Path, notebook: NotebookNode) -> None:
    """Write a notebook whole or not at all."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        nbformat.write(notebook, file)
    part.replace(path)


def every_notebook(
    exercises: list[Exercise], root: Path = ROOT, variant: int = 0, *, solutions: bool = True
) -> dict[Path, NotebookNode]:
    """The notebook of each chapter that has exercises, built from their folders."""
    made = {}
    for number, group in groupby(exercises, key=lambda each: each.chapter):
        made[path_of(number, root)] = build(number, list(group), root, variant, solutions=solutions)
    return made


def expected(exercise: Exercise) -> str:
    """The text of ``expected.json``: what the solution makes of each input of the judge's battery."""
    battery = getattr(exercise.judge, "battery", None)
    if battery is None:
        return ""
    answer = answer_in(exercise, "solution.py")
    facts = battery.facts_of(answer[-1] if isinstance(answer, tuple) else answer)
    lines = (f"{json.dumps(name)}: {json.dumps(made, ensure_ascii=False)}" for name, made in facts.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def facts_out_of_step(exercises: list[Exercise]) -> dict[Path, str]:
    """Each ``expected.json`` that is not what the solution makes of the inputs, and what it should be."""
    found = {}
    for exercise in exercises:
        path, text = exercise.folder / "expected.json", expected(exercise)
        if text != (path.read_text(encoding="utf-8") if path.is_file() else ""):
            found[path] = text
    return found


def strays(built: dict[Path, NotebookNode], root: Path) -> list[Path]:
    """Notebooks of exercises whose folders are gone."""
    return sorted(set((root / "exercises").glob("*.ipynb")) - built.keys())


def bring_up_to_date(path: Path, fresh: NotebookNode) -> str:
    """Write the notebook if anything but its outputs has changed; returns a few words for what was done."""
    old = stored(path)
    if not list(out_of_step(fresh, old)):
        return "unchanged"
    kept = old is not None and keep_outputs(fresh, old)
    write(path, fresh)
    return "written, outputs kept" if kept else "written without outputs: run make notebooks"


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """The command; 1 when a folder is no exercise yet, or, with --check, when a notebook is out of step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; name what is out of step")
    options = parser.parse_args(arguments)
    try:
        built = every_notebook(catalogue.every(), root)
        facts = facts_out_of_step(catalogue.every())
    except (FolderError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    wrong = [f"{path.name} belongs to no exercise folder: remove it" for path in strays(built, root)]
    for path, text in facts.items():
        name = f"{path.parent.name}/{path.name}"
        if options.check:
            wrong.append(f"{name} is not what the solution makes of the inputs: run make exercises")
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{name}: written")
    for path, fresh in built.items():
        if options.check:
            found = out_of_step(fresh, stored(path))
            wrong += [f"{path.name}: {problem}: run make exercises" for problem in found]
        else:
            print(f"{path.name}: {bring_up_to_date(path, fresh)}")
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
