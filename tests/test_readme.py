"""The README and the guide tell the truth: their Python blocks run, alone, and their links lead somewhere."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.core.helpers import STRICT, environment

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["README.md", "pipeline_core/README.md", "pipeline_core/lab/README.md"]
README, GUIDE, LAB = ((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
BLOCKS = [
    # (page, line of the block's first statement, its code)
    (page, text.count("\n", 0, found.start(1)) + 1, found.group(1))
    for page, text in zip(PAGES, (README, GUIDE, LAB), strict=True)
    for found in re.finditer(r"^```python\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
]


@pytest.mark.parametrize(("page", "line", "code"), BLOCKS, ids=[f"{page}-{line}" for page, line, _ in BLOCKS])
def test_each_python_block_runs_alone_and_asserts_what_it_says(page, line, code, monkeypatch, tmp_path):
    """A block needs nothing from the blocks before it, so a reader can paste any of them; it ends proven."""
    assert "assert" in code, f"{page}, line {line}: the block proves nothing"
    if "from distributed " in code and not os.environ.get("CI"):
        pytest.importorskip("distributed", reason="the package distributed is not installed")
    monkeypatch.chdir(ROOT)
    if 'if __name__ == "__main__":' in code:  # it starts processes, which import it: a file it is, then
        (tmp_path / "block.py").write_text(code, encoding="utf-8")
        command = [*STRICT, tmp_path / "block.py"]
        done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return
    # Blank lines in front, so that a traceback names the line of the page.
    exec(compile("\n" * (line - 1) + code, str(ROOT / page), "exec"), {"__name__": "readme"})


def test_the_pages_have_python_blocks_to_run():
    """If the pattern above stopped matching, the test of the blocks would pass by running none."""
    assert len(BLOCKS) == sum(page.count("```python") for page in (README, GUIDE, LAB))
    assert README.count("```python") >= 2
    assert GUIDE.count("```python") > 5


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md", "CHANGELOG.md", "exercises/README.md"])
def test_links_to_files_of_the_project_lead_to_files_that_exist(page):
    """A link in a page of the project names something that a fresh clone has."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", (ROOT / page).read_text(encoding="utf-8"))
    missing = [
        target
        for target in targets
        if "://" not in target and not (ROOT / page).parent.joinpath(target).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("verb", ["lab", "test", "demo"])
def test_the_two_ways_in_know_the_same_verbs(verb):
    """What README.md offers is a verb of the Makefile and of lab.cmd."""
    assert re.search(rf"^{verb}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert re.search(rf"^:{verb}\b", (ROOT / "lab.cmd").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert f"make {verb}" in README


def test_the_map_names_files_and_what_is_defined_in_them():
    """In CONTRIBUTING's table "to change" each name after a file, up to the next one, is defined there."""
    rows = re.findall(
        r"(?m)^\| (?:how|what|which) [^|]* \| (.*) \|$", (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    )
    folders = [ROOT, ROOT / "pipeline_core/lab", ROOT / "exercises"]
    missing = []
    seen = 0
    for row in rows:
        text = ""
        for name in re.findall(r"`([\w/.]+)`", row):
            if "/" in name:
                files = [folder / name for folder in folders if (folder / name).is_file()]
                missing += [] if files else [name]
                text = "".join(file.read_text(encoding="utf-8") for file in files)
            elif text and not name.endswith(".py"):
                seen += 1
                missing += [] if re.search(rf"(?m)^\s*(?:def|class) {name}\b|^{name} ?[:=]", text) else [name]
    assert len(rows) >= 7
    assert seen >= 25
    assert missing == []
