"""The cheatsheet is README.md's table, as a page: one place says it."""

import re
from html.parser import HTMLParser

import nbformat
import pytest

from tools import cheatsheet

README = (cheatsheet.ROOT / "README.md").read_text(encoding="utf-8")
PAGE = cheatsheet.ROOT / "notebooks" / "cheatsheet.html"


class Cells(HTMLParser):
    """The text of each row of a page's tables."""

    def __init__(self, text):
        super().__init__()
        self.rows = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag, _attributes):
        """A row begins, or a cell in it."""
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag):
        """A cell ends."""
        if tag in ("th", "td"):
            self._inside = False

    def handle_data(self, data):
        """Text of a cell."""
        if self._inside:
            self.rows[-1][-1] += data


def test_the_stored_page_is_what_the_readme_makes():
    """Whoever changes a row in README.md changes the page with it: `make cheatsheet`."""
    assert PAGE.read_text(encoding="utf-8") == cheatsheet.page(README)


def test_each_row_of_the_readme_stands_on_the_page_word_for_word():
    """Six symptoms, each with its cause and its cure, and the chapter that tells it at length."""
    rows, _ = cheatsheet.table_in(README)
    plain = [[cell.replace("`", "") for cell in row] for row in rows]
    shown = Cells(PAGE.read_text(encoding="utf-8")).rows
    assert [row[:-1] for row in shown] == plain
    assert len(shown) == 1 + 6
    assert all(re.fullmatch(r"\d\d(, \d\d)*", row[-1]) for row in shown[1:])


def test_chapter_12_says_where_to_look_in_the_same_words():
    """The clinic closes with the page's first columns and its last."""
    cells = nbformat.read(cheatsheet.ROOT / "notebooks" / "12_troubleshooting_clinic.ipynb", 4).cells
    (told,) = [cell.source for cell in cells if cell.source.startswith("### 7 The cheatsheet")]
    rows, _ = cheatsheet.table_in(README)
    for row, chapters in zip(rows[1:], cheatsheet.CHAPTERS, strict=True):
        assert f"\n| {row[0]} | {row[1]} | {chapters} |\n" in told


def test_a_page_needs_nothing_but_itself():
    """It prints on a machine without a network, and runs no script."""
    text = PAGE.read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|https?:|src=|@import", text)


def test_signs_of_html_are_text_on_the_page():
    """A cell may speak of a < b, or of code with an ampersand."""
    changed = README.replace("it hangs |", "it hangs, `a < b` & c |")
    assert "it hangs, <code>a &lt; b</code> &amp; c" in cheatsheet.page(changed)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (cheatsheet.HEADING, "## All is well", "no section"),
        ("| the fans spin", "the fans spin", "5 rows"),
    ],
)
def test_a_readme_without_the_table_is_told(old, new, said):
    """A page with less on it than the README would be worse than none."""
    with pytest.raises(ValueError, match=said):
        cheatsheet.page(README.replace(old, new))


def test_the_command_writes_once_and_checks(tmp_path, capsys):
    """Out of step is 1 with --check and written without; after that nothing is to be done."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    assert cheatsheet.main(["--check"], tmp_path) == 1
    assert "make cheatsheet" in capsys.readouterr().err
    assert not (tmp_path / "notebooks" / "cheatsheet.html").exists()
    assert cheatsheet.main([], tmp_path) == 0
    assert cheatsheet.main(["--check"], tmp_path) == 0
    assert (tmp_path / "notebooks" / "cheatsheet.html").read_text("utf-8") == cheatsheet.page(README)
