"""What a learner has done is counted, kept, shown and exported."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from exercises.catalogue import every
from exercises.records import records
from exercises.records.table import FORMATIVE, Progress, Row, write_csv

SOURCE = "def relay(source, target):\n    target.put('–')\n"
COLUMNS = "exercise,title,chapter,kind,passed,tries,hints,solution_seen,first_try,passed_at,variant"


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """A progress file in a folder that is not there yet."""
    path = tmp_path / "data" / "progress.sqlite3"
    monkeypatch.setenv("PIPELINE_COURSE_PROGRESS", str(path))
    records.messages()
    yield path
    assert records.messages() == []


@pytest.fixture
def first():
    """The first exercise of the course."""
    return every()[0]


def row(**changes):
    """Make a row of an exercise that nobody has touched."""
    plain = Row("2.3", "Bounds", 2, "do", False, 0, 0, False, None, None, None)
    return replace(plain, **changes)


ROWS = [
    row(exercise="2.1", title="Hand <over>", passed=True, tries=3, hints=1),
    row(exercise="2.2", title="Guess", kind="predict", tries=2, solution_seen=True),
    row(),
    row(exercise="3.1", title="Relay", chapter=3),
]  # fmt: skip


def test_without_the_variable_the_file_lies_with_the_learners_copies(monkeypatch):
    """An empty variable is none, and a ~ is the home folder."""
    for value in (None, ""):
        monkeypatch.setenv("PIPELINE_COURSE_PROGRESS", value or "")
        if value is None:
            monkeypatch.delenv("PIPELINE_COURSE_PROGRESS")
        assert records.where().parts[-2:] == ("my_course", "progress.sqlite3")
    monkeypatch.setenv("PIPELINE_COURSE_PROGRESS", "~/mine.sqlite3")
    assert records.where().is_absolute()
    assert "~" not in str(records.where())


def test_an_exercise_that_nobody_touched_has_nothing():
    """Asking is no try."""
    assert (records.tries("2.1"), records.passed("2.1"), records.kept("2.1")) == (0, False, None)
    assert records.tries("2.1") == 0


def test_checks_are_counted_for_each_exercise_alone():
    """Those that passed and those that came later too."""
    for passed in (False, True, False):
        records.note_try("2.1", passed)
    records.note_try("2.10", False)
    assert (records.tries("2.1"), records.tries("2.10")) == (3, 1)
    assert (records.passed("2.1"), records.passed("2.10")) == (True, False)


def test_the_last_answer_that_passed_is_kept_with_its_name_variant_and_time():
    """A wrong answer, or one whose source is unknown, does not replace it."""
    before = datetime.now(UTC).replace(microsecond=0)
    records.note_try("2.1", True, source="x = 1", name="x")
    records.note_try("2.1", True, source=SOURCE, name="relay", variant=7)
    records.note_try("2.1", False, source="wrong", name="wrong", variant=8)
    records.note_try("2.1", True, variant=9)
    kept = records.kept("2.1")
    assert kept[:3] == (SOURCE, "relay", 7)
    assert before <= kept.when <= datetime.now(UTC)


def test_what_only_half_is_a_character_is_kept_as_a_question_mark():
    """A source can hold what no file can; the check that passed counts all the same."""
    records.note_try("2.1", True, source="x = '\ud83d'", name="x")
    assert records.kept("2.1").source == "x = '?'"


def test_hints_are_numbered_from_one_for_each_exercise():
    """The caller knows which hint is next, after a restart of the kernel too."""
    assert [records.note_hint("2.1"), records.note_hint("2.1"), records.note_hint("2.2")] == [1, 2, 1]
    assert records.tries("2.1") == 0


def test_the_table_has_a_row_for_each_exercise_that_exists(first):
    """Records of others stay in the file, and out of the table."""
    records.note_try("99.9", True)
    records.note_try(first.id, False)
    records.note_hint(first.id)
    records.note_solution(first.id)
    records.note_try(first.id, True, variant=3)
    rows = records.progress().rows
    assert [each.exercise for each in rows] == [each.id for each in every()]
    found = rows[0]
    assert (found.title, found.chapter, found.kind) == (first.title, first.chapter, first.kind)
    assert (found.passed, found.tries, found.hints, found.solution_seen, found.variant) == (
        True,
        2,
        1,
        True,
        3,
    )
    assert found.first_try <= found.passed_at
    assert records.passed("99.9")


def test_the_times_are_those_of_the_first_try_and_of_the_first_pass(first, monkeypatch):
    """Later checks change neither; the answer that is kept has the time of its own check."""
    monkeypatch.setattr(records, "time", SimpleNamespace(time=iter([100.9, 200, 300, 400]).__next__))
    for passed in (False, True, True, False):
        records.note_try(first.id, passed, source=SOURCE, name="relay")
    found = records.progress().rows[0]
    assert [found.first_try.timestamp(), found.passed_at.timestamp()] == [100, 200]
    assert records.kept(first.id).when == datetime.fromtimestamp(300, UTC)


def test_the_text_is_a_table_by_chapter_with_a_summary_and_what_checks_are_for():
    """Aligned, in words alone; a terminal shows it as it is."""
    table = Progress(ROWS, ["A note."])
    assert str(table).splitlines() == [
        "exercise  title        kind     state      tries  hints  solution",
        "",
        "Chapter 2",
        "2.1       Hand <over>  do       passed     3      1",
        "2.2       Guess        predict  tried      2      0      seen",
        "2.3       Bounds       do       not tried  0      0",
        "",
        "Chapter 3",
        "3.1       Relay        do       not tried  0      0",
        "",
        "1 of 4 passed, 1 tried and not passed yet, next: 2.2 Guess",
        "A note.",
        FORMATIVE,
    ]
    assert repr(table) == str(table)
    assert "they are no exam: they run on your machine and can be edited." in FORMATIVE


def test_the_summary_names_no_next_exercise_when_all_have_passed():
    """Nothing is left to do."""
    assert Progress([replace(each, passed=True) for each in ROWS]).summary == "4 of 4 passed"


def test_the_table_of_a_notebook_can_be_read_out():
    """A caption, headings with a scope, a word beside each mark, no colour, and no title becomes markup."""
    page = Progress(ROWS, ["<note>"])._repr_html_()
    assert ">Your progress</caption>" in page
    assert page.count('scope="col"') == 7
    assert page.count('scope="rowgroup"') == page.count("<tbody>") == 2
    assert page.count('scope="row"') == len(ROWS)
    assert '<span aria-hidden="true">✓</span> passed' in page
    assert "Hand &lt;over&gt;" in page
    assert "<p>&lt;note&gt;</p>" in page
    assert FORMATIVE in page
    assert "color" not in page


def test_one_exercise_begins_anew_and_the_others_stay(first, file):
    """No copy is needed for one."""
    records.note_try(first.id, True, source=SOURCE, name="relay")
    records.note_try("99.9", True)
    assert f"Exercise {first.id} begins anew." in str(records.progress(reset=first.id))
    assert (records.tries(first.id), records.kept(first.id), records.tries("99.9")) == (0, None, 1)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("wrong", ["99.9", "", 1])
def test_resetting_what_does_not_exist_says_what_there_is_and_changes_nothing(wrong, first):
    """A number is the number of an exercise, and never a yes."""
    records.note_try(first.id, True)
    with pytest.raises(LookupError, match="There are: "):
        records.progress(reset=wrong)
    assert records.passed(first.id)


@pytest.mark.parametrize("no", [None, False])
def test_without_a_reset_everything_stays(no, first):
    """The table can be looked at."""
    records.note_try(first.id, True)
    assert records.progress(reset=no).rows[0].passed


def test_when_all_begin_anew_the_file_before_is_kept_beside_the_new_one(first, file, monkeypatch):
    """Twice on one day gives two copies, each named; with nothing recorded there is nothing to copy."""
    copies = []
    for count in (1, 2):
        for _ in range(count):
            records.note_try(first.id, True)
        table = records.progress(reset=True)
        copies += [path for path in file.parent.iterdir() if path != file and path not in copies]
        assert len(copies) == count
        assert f"What was there before is kept in {copies[-1]}." in table.notes
        assert "Every exercise begins anew." in table.notes
        assert (table.rows[0].tries, records.tries(first.id)) == (0, 0)
    assert records.progress(reset=True).notes == ["Every exercise begins anew."]
    assert ".before-reset-" in copies[0].name
    assert copies[1].name == copies[0].name + "-2"
    for count, copy in enumerate(copies, 1):
        monkeypatch.setenv("PIPELINE_COURSE_PROGRESS", str(copy))
        assert records.tries(first.id) == count


def test_an_export_is_a_table_with_names_and_iso_times(first, tmp_path, monkeypatch):
    """``"csv"`` is progress.csv here, a name is that file, and both say where it is."""
    monkeypatch.chdir(tmp_path)
    records.note_try(first.id, False)
    records.note_try(first.id, True, variant=5)
    assert "Exported to progress.csv." in records.progress(export="csv").notes
    assert "Exported to class.CSV." in records.progress(export="class.CSV", reset=first.id).notes
    text = (tmp_path / "progress.csv").read_text(encoding="utf-8")
    assert text == (tmp_path / "class.CSV").read_text(encoding="utf-8")
    assert text.splitlines()[0] == COLUMNS
    found = next(csv.DictReader(text.splitlines()))
    assert (found["exercise"], found["passed"], found["tries"], found["variant"]) == (
        first.id,
        "yes",
        "2",
        "5",
    )
    times = [datetime.fromisoformat(found[column]) for column in ("first_try", "passed_at")]
    assert times == sorted(times)
    assert {time.utcoffset().total_seconds() for time in times} == {0}


def test_no_cell_of_an_export_is_a_formula(tmp_path):
    """A title may begin with any sign; what nobody did is empty."""
    titles = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "a=b"]
    write_csv([row(title=title) for title in titles], tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert [each["title"] for each in found] == ["'=1+1", "'+1", "'-1", "'@SUM(1)", "'\t=1", "a=b"]
    assert (found[0]["passed"], found[0]["first_try"], found[0]["variant"]) == ("no", "", "")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pdf", "export takes \"csv\" or a file name that ends in .csv, not 'pdf'."),
        ("", "export takes \"csv\" or a file name that ends in .csv, not ''."),
        ("nowhere/out.csv", "Nothing was exported: nowhere/out.csv cannot be written ("),
    ],
)
def test_an_export_that_cannot_be_is_told_and_writes_nothing(name, said, tmp_path, monkeypatch):
    """No traceback: the table is there, with a sentence below it."""
    monkeypatch.chdir(tmp_path)
    (note,) = records.progress(export=name).notes
    assert said in note
    assert list(tmp_path.glob("*.csv")) == []
