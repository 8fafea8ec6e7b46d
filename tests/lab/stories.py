"""Reads ``stories.txt``: small wrong programs, each with the whole story that the lab tells of it.

``python -m tests.lab.stories`` writes the stories anew; read each as a beginner would before it is stored.
"""

from __future__ import annotations

import ast
import linecache
import re
from pathlib import Path
from typing import Any, NamedTuple

from pipeline_core import lab

FILE = Path(__file__).with_name("data") / "stories.txt"
_STORY = re.compile(
    r"## ([^\n]+)\n\n(?:Wanted: `([^\n]+)`\.\n\n)?```python\n(.+?)```\n\n```text\n(.*?)```\n", re.DOTALL
)


class Story(NamedTuple):
    """A program, the result or output that it should have (None: any), and the story of a failure of it."""

    name: str
    wanted: Any
    source: str
    told: str

    @property
    def schedule(self) -> str:
        return re.findall(r"lab\.replay\(program, '(.+)'\)", self.told)[-1]


def stories() -> list[Story]:
    found = _STORY.findall(FILE.read_text(encoding="utf-8"))
    head = found[0][2]
    return [
        Story(name, ast.literal_eval(wanted or "None"), head + "\n\n" + source, told)
        for name, wanted, source, told in found[1:]
    ]


def program_of(story: Story) -> Any:
    """The function ``program``, made as a notebook makes it: of two cells, each with lines from 1."""
    space: dict[str, Any] = {"__name__": "__main__"}
    for number, source in enumerate(story.source.split("\n\n\n", 1)):
        cell = f"<cell {number} of {story.name}>"
        linecache.cache[cell] = (len(source), None, source.splitlines(True), cell)
        exec(compile(source, cell, "exec"), space)
    return space["program"]


def failure_of(story: Story) -> Any:
    """A failing run, found by exploring."""

    def right(run: Any) -> bool:
        return story.wanted is None or story.wanted in (run.result, run.output)

    return lab.explore(program_of(story), check=right).failure


def write() -> None:
    """Tell every story anew: explore for a failing schedule, replay it, store what is told."""
    text = FILE.read_text(encoding="utf-8")
    for story in stories():
        again = lab.replay(program_of(story), failure_of(story).schedule)
        before = story.source.split("\n\n\n", 1)[1] + "```\n\n```text\n"
        text = text.replace(f"{before}{story.told}```", f"{before}{again.explain()}\n```")
    FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
