"""Notebooks of exercises are written from the folders: one text, stable cells, outputs that fit."""

import copy

import nbformat
import pytest

from exercises import catalogue
from exercises.judges import Code
from tools import make_exercises as tool

STUB = 'from exercises import form\n\nform("3.2")\nguess = {"end": None}  # of the lamp\n'
TASK = """# 3.2 A lamp

- Kind: predict (one number)
- Goal: say when it ends.
- Minutes: 5
- Concepts: the end
- Misconception: it never does

Look at the lamp. When stuck, hint("3.2") helps; hint("3.20") is another lamp's.
"""


@pytest.fixture
def exercise(tmp_path):
    """A folder of a synthetic exercise, and its check; add(number) makes one more."""

    def add(number, **judge):
        place = tmp_path / "exercises" / f"ch{int(number.split('.')[0]):02}" / f"lamp_{number.split('.')[1]}"
        place.mkdir(parents=True)
        (place / "exercise.md").write_text(TASK.replace("3.2 A", f"{number} A"), encoding="utf-8")
        (place / "stub.py").write_text(STUB, encoding="utf-8")
        made = catalogue.read(place)
        made.__dict__["judge"] = Code(print, answer="guess", **judge)
        return made

    return add


def sources(notebook):
    """The text of each cell by its id."""
    return {cell.id: cell.source for cell in notebook.cells}


def run(notebook):
    """Pretend that the notebook was run: counts, and an output a cell."""
    for count, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), 1):
        cell.execution_count = count
        cell.outputs = [nbformat.v4.new_output("stream", text=f"output {count}\n")]


# --- what stands in a notebook -------------------------------------------------------------------


def test_an_exercise_is_a_task_its_stub_its_check_and_a_hint_behind_a_hash(exercise, tmp_path):
    """The stub's cell is the text of stub.py; a run of the whole notebook shows no hint."""
    cells = sources(tool.build(3, [exercise("3.2")], tmp_path))
    assert list(cells) == [
        "opening", "imports", "ex-3-2", "ex-3-2-stub", "ex-3-2-check", "ex-3-2-hint", "how-far", "progress",
    ]  # fmt: skip
    assert cells["ex-3-2-stub"] + "\n" == STUB
    assert cells["ex-3-2-check"] == 'check("3.2", guess)'
    assert cells["ex-3-2-hint"].startswith('# hint("3.2")')
    assert cells["ex-3-2"].startswith(
        "## 3.2 A lamp\n\n*Predict (one number) · 5 minutes · the end*\n\nGoal: say when it ends.\n\nLook at"
    )
    assert cells["progress"] == "progress()"


def test_every_name_that_a_learner_is_told_to_call_is_imported(exercise, tmp_path):
    """The import cell names the five functions, so a cell can be run as soon as it stands there."""
    assert set(tool.IMPORTS.partition(" import ")[2].split(", ")) == {
        "answer", "check", "hint", "progress", "solution",
    }  # fmt: skip
    assert sources(tool.build(3, [exercise("3.2")], tmp_path))["imports"] == tool.IMPORTS


def test_only_the_progress_cell_is_left_out_of_the_comparison(exercise, tmp_path):
    """Its output depends on what else was tried; a verdict has to be the same each time."""
    notebook = tool.build(3, [exercise("3.2"), exercise("3.3")], tmp_path)
    tagged = {cell.id: cell.metadata.tags for cell in notebook.cells if "tags" in cell.metadata}
    assert tagged == {"progress": ["nbval-ignore-output"]}


def test_the_head_links_to_the_chapter_once_there_is_one(exercise, tmp_path):
    """A chapter that is not written yet gets no dead link."""
    lamp = exercise("3.2")
    before = sources(tool.build(3, [lamp], tmp_path))["opening"]
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "03_sentinels.ipynb").write_text("{}", encoding="utf-8")
    after = sources(tool.build(3, [lamp], tmp_path))["opening"]
    link = "[Chapter 03: Sentinels](../notebooks/03_sentinels.ipynb)"
    assert link not in before
    assert link in after
    for head in (before, after):
        assert head.startswith(
            "# Exercises of chapter 03: Sentinels\n\n[All chapters](../notebooks/README.md)"
        )
        assert "no exam" in head
        assert 'solution("3.2")' in head


def test_a_chapters_notebook_keeps_the_name_it_has(tmp_path):
    """Chapters link to it; a new one is called after the table; two for one chapter are refused."""
    (tmp_path / "exercises").mkdir()
    assert tool.path_of(4, tmp_path).name == "04_stop_events_exercises.ipynb"
    (tmp_path / "exercises" / "04_stopping_exercises.ipynb").touch()
    assert tool.path_of(4, tmp_path).name == "04_stopping_exercises.ipynb"
    (tmp_path / "exercises" / "04_stop_events_exercises.ipynb").touch()
    with pytest.raises(tool.FolderError, match=r"04_stop_events_exercises\.ipynb and 04_stopping"):
        tool.path_of(4, tmp_path)


def test_a_variant_changes_the_words_and_every_call_that_asks_about_the_exercise(exercise, tmp_path):
    """Task and stub speak of the variant's things, and form, check and hint are told its number."""
    lamp = exercise("3.2", words=lambda variant: {"lamp": f"lantern{variant}"})
    cells = sources(tool.build(3, [lamp], tmp_path, variant=7))
    assert "This is variant 7" in cells["opening"]
    assert 'the lantern7. When stuck, hint("3.2", variant=7) helps; hint("3.20") is' in cells["ex-3-2"]
    assert cells["ex-3-2-stub"].splitlines()[2:] == [
        'form("3.2", variant=7)',
        'guess = {"end": None}  # of the lantern7',
    ]
    assert cells["ex-3-2-check"] == 'check("3.2", guess, variant=7)'
    assert cells["ex-3-2-hint"].startswith('# hint("3.2", variant=7)  #')


def test_an_exercise_without_variants_is_the_same_in_every_variant(exercise, tmp_path):
    """Nobody is asked for a number that changes nothing."""
    lamp = exercise("3.2")
    cells = [tool.build(3, [lamp], tmp_path, variant=number).cells[2:] for number in (0, 7)]
    assert cells[0] == cells[1]


def test_a_check_that_holds_no_judge_is_said_with_the_line_it_lacks(exercise, tmp_path):
    """The message names the exercise and the file."""
    lamp = exercise("3.2")
    del lamp.__dict__["judge"]
    with pytest.raises(tool.FolderError, match=r"3\.2: lamp_2/check\.py .*JUDGE = "):
        tool.build(3, [lamp], tmp_path)


# --- writing, and being in step ------------------------------------------------------------------


def test_a_second_run_changes_no_byte_and_keeps_the_outputs(exercise, tmp_path):
    """A notebook that was run and stored is left alone."""
    path, lamp = tmp_path / "03_x_exercises.ipynb", exercise("3.2")
    assert tool.bring_up_to_date(path, tool.build(3, [lamp], tmp_path)).startswith("written without outputs")
    done = nbformat.read(path, as_version=4)
    run(done)
    tool.write(path, done)
    before = path.read_bytes()
    assert tool.bring_up_to_date(path, tool.build(3, [lamp], tmp_path)) == "unchanged"
    assert path.read_bytes() == before


def test_outputs_stay_when_words_change_and_go_when_code_does(exercise, tmp_path):
    """An output beside code that did not make it would be a lie; one beside a mended sentence is not."""
    path, lamp = tmp_path / "03_x_exercises.ipynb", exercise("3.2")
    done = tool.build(3, [lamp], tmp_path)
    run(done)
    tool.write(path, done)
    other_words = tool.build(3, [lamp], tmp_path)
    other_words.cells[2].source += " And so on."
    assert tool.bring_up_to_date(path, other_words) == "written, outputs kept"
    kept = nbformat.read(path, as_version=4)
    assert kept.cells[2].source.endswith("And so on.")
    assert [cell.get("outputs") for cell in kept.cells] == [cell.get("outputs") for cell in done.cells]
    (lamp.folder / "stub.py").write_text(STUB + "# more\n", encoding="utf-8")
    assert "make notebooks" in tool.bring_up_to_date(path, tool.build(3, [lamp], tmp_path))
    dropped = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [(cell.outputs, cell.execution_count) for cell in dropped] == [([], None)] * len(dropped)


def test_half_a_merge_is_written_anew(exercise, tmp_path):
    """A file that is no notebook holds nothing that could be kept."""
    path = tmp_path / "03_x_exercises.ipynb"
    path.write_text("<<<<<<< ours\n{}", encoding="utf-8")
    assert "written" in tool.bring_up_to_date(path, tool.build(3, [exercise("3.2")], tmp_path))
    assert nbformat.read(path, as_version=4).cells


def swap(cells):
    cells[3], cells[4] = cells[4], cells[3]


BREACHES = {
    "cell ex-3-2-stub differs": lambda cells: cells[3].update(source="guess = 8"),
    "cell progress differs": lambda cells: cells[-1].metadata.clear(),
    "cell ex-3-2-hint is missing": lambda cells: cells.pop(5),
    "cell extra belongs to no folder": lambda cells: cells.append(nbformat.v4.new_code_cell("", id="extra")),
    "its cells stand in another order": swap,
}


@pytest.mark.parametrize("said", BREACHES)
def test_what_is_out_of_step_is_said_by_its_cell(said, exercise, tmp_path):
    """Outputs alone are no difference; whatever else is changed is named, and nothing besides."""
    fresh = tool.build(3, [exercise("3.2")], tmp_path)
    edited = copy.deepcopy(fresh)
    run(edited)
    assert list(tool.out_of_step(fresh, edited)) == []
    BREACHES[said](edited.cells)
    assert list(tool.out_of_step(fresh, edited)) == [said]
    assert list(tool.out_of_step(fresh, None)) == ["is missing, or is no notebook"]


@pytest.fixture
def course(exercise, tmp_path, monkeypatch):
    """The command on a course of three exercises in two chapters; call it with its options."""
    every = [exercise("3.2"), exercise("3.10"), exercise("4.1")]
    monkeypatch.setattr(catalogue, "every", lambda: every)
    return lambda *options: tool.main(list(options), tmp_path)


def test_check_writes_nothing_and_names_notebook_and_cell(course, tmp_path, capsys):
    """Exit code 1 until make exercises has run; then 0, until somebody edits the notebook."""
    path = tmp_path / "exercises" / "03_sentinels_exercises.ipynb"
    assert course("--check") == 1
    assert "03_sentinels_exercises.ipynb: is missing" in capsys.readouterr().err
    assert not path.exists()
    assert course() == 0
    assert course("--check") == 0
    cells = nbformat.read(path, as_version=4).cells
    assert [cell.id for cell in cells if cell.id.endswith("-stub")] == ["ex-3-2-stub", "ex-3-10-stub"]
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[3].source += "  # 8?"
    tool.write(path, notebook)
    capsys.readouterr()
    assert course("--check") == 1
    said = capsys.readouterr().err
    assert said == "03_sentinels_exercises.ipynb: cell ex-3-2-stub differs: run make exercises\n"


def test_a_notebook_whose_folders_are_gone_is_named(course, tmp_path, capsys):
    """The tool removes nothing: a person does."""
    course()
    (tmp_path / "exercises" / "07_deadlocks_exercises.ipynb").write_text("{}", encoding="utf-8")
    assert course("--check") == 1
    assert "07_deadlocks_exercises.ipynb belongs to no exercise folder" in capsys.readouterr().err
    assert (tmp_path / "exercises" / "07_deadlocks_exercises.ipynb").exists()


def test_the_notebooks_of_the_course_are_in_step_with_their_folders(capsys):
    """What a learner edits is what the suite tests: run `make exercises` after a change in a folder."""
    assert tool.main(["--check"]) == 0, capsys.readouterr().err
