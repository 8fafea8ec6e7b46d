"""README.md tells the truth: each of its Python blocks runs, alone, and its links lead somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [
    # (line of the block's first statement, its code)
    (README.count("\n", 0, found.start(1)) + 1, found.group(1))
    for found in re.finditer(r"^```python\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
]


@pytest.mark.parametrize(("line", "code"), BLOCKS, ids=[f"line-{line}" for line, _ in BLOCKS])
def test_each_python_block_of_the_readme_runs_alone_and_asserts_what_it_says(line, code, monkeypatch):
    """A block needs nothing from the blocks before it, so a reader can paste any of them; it ends proven."""
    assert "assert" in code, f"README.md, line {line}: the block proves nothing"
    monkeypatch.chdir(ROOT)
    # Blank lines in front, so that a traceback names the line of README.md.
    exec(compile("\n" * (line - 1) + code, str(ROOT / "README.md"), "exec"), {"__name__": "readme"})


def test_the_readme_has_python_blocks_to_run():
    """If the pattern above stopped matching, the test of the blocks would pass by running none."""
    assert len(BLOCKS) == README.count("```python")
    assert len(BLOCKS) > 5


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_to_files_of_the_project_lead_to_files_that_exist(page):
    """A link in a page of the project names something that a fresh clone has."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", (ROOT / page).read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (ROOT / target).exists()]
    assert missing == []


@pytest.mark.parametrize("verb", ["lab", "test", "demo"])
def test_the_two_ways_in_know_the_same_verbs(verb):
    """What README.md offers is a verb of the Makefile and of lab.cmd."""
    assert re.search(rf"^{verb}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert re.search(rf"^:{verb}\b", (ROOT / "lab.cmd").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert f"make {verb}" in README
