"""Where an exercise lives: its folder, read; of its code only ``check.py`` is loaded, for its judge.

Inside:  ``Exercise`` (task, stub, hints, solution of one folder), ``find``, ``every``.
Outside: judging (``judges``), what a learner has done (``records``), notebooks (``tools``).
"""

from __future__ import annotations

import importlib
import json
import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline_core.lab.text import brief

if TYPE_CHECKING:  # the catalogue stands below all the rest, and hands a judge on without a look inside
    from exercises.judges import Judge

HERE = Path(__file__).resolve().parent
KINDS = ("do", "predict", "fix", "break", "order", "read")
_ADDRESS = re.compile(r"# (\d{1,2}\.\d{1,2}) (\S.*)")
_FACT = re.compile(r"(?m)^- (Kind|Goal|Minutes|Concepts|Misconception): (\S.*)$")


class Hint(NamedTuple):
    """One hint: its heading and its text, both Markdown."""

    title: str
    text: str


@dataclass(frozen=True)
class Exercise:
    """One folder ``chNN/<name>/``, read from its files; nothing is cached but the head of ``exercise.md``."""

    id: str
    title: str
    kind: str
    facts: dict[str, str]
    task: str
    folder: Path

    @property
    def chapter(self) -> int:
        """The chapter it belongs to."""
        return int(self.id.partition(".")[0])

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int(self.facts["Minutes"])

    @cached_property
    def judge(self) -> Judge:
        """What judges its answers and makes its form: ``JUDGE`` of its ``check.py``, which is imported."""
        package = ".".join(self.folder.relative_to(HERE.parent).parts)
        judge: Judge = importlib.import_module(f"{package}.check").JUDGE
        return judge

    @property
    def answer_name(self) -> str:
        """What the learner's function, class or value is called in stub and solution."""
        return self.judge.answer

    def text(self, name: str, variant: int = 0) -> str:
        """A file of the folder; the words that a variant changes are changed in it."""
        return self.reworded((self.folder / name).read_text(encoding="utf-8"), variant)

    def has(self, name: str) -> bool:
        """Whether the file is there: a handout has no solutions and no wrong answers."""
        return (self.folder / name).is_file()

    def reworded(self, text: str, variant: int) -> str:
        """``text`` with the whole words of the judge's ``words`` replaced; variant 0 is as it stands."""
        words = self.judge.words(variant) if variant else {}
        if not words:
            return text
        pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")(?!\w)"
        return re.sub(pattern, lambda found: words[found[0]], text)

    def hints(self, variant: int = 0) -> list[Hint]:
        """From nudge to nearly told."""
        parts = re.split(r"(?m)^## \d+ (\S.*)$", self.text("hints.md", variant))[1:]
        return [Hint(title, text.strip()) for title, text in zip(parts[::2], parts[1::2], strict=True)]

    def expected(self) -> dict[str, dict[str, Any]]:
        """What the solution made of each input of the judge's battery, as `make exercises` stored it."""
        stored: dict[str, dict[str, Any]] = json.loads((self.folder / "expected.json").read_text("utf-8"))
        return stored

    def wrong(self) -> list[Path]:
        """The gallery of wrong answers; empty in a handout."""
        return sorted(self.folder.glob("wrong_*.py"))

    def right(self) -> list[Path]:
        """Right answers in other styles than the solution's; empty in a handout."""
        return sorted(self.folder.glob("right_*.py"))


def read(folder: Path) -> Exercise:
    """The exercise in ``folder``.

    Raises:
        ValueError: its ``exercise.md`` does not begin as it should; names the file and what is missing.
    """
    text = (folder / "exercise.md").read_text(encoding="utf-8")
    head, _, rest = text.partition("\n")
    named = _ADDRESS.fullmatch(head)
    facts = dict(_FACT.findall(rest))
    where = folder.name + "/exercise.md"
    if named is None:
        raise ValueError(f"{where} must begin with a line like '# 3.3 A relay stage', not {head!r}")
    missing = {"Kind", "Goal", "Minutes", "Concepts", "Misconception"} - facts.keys()
    if missing:
        raise ValueError(f"{where} lacks {', '.join(sorted(missing))}: one line each, '- Kind: do'")
    kind = facts["Kind"].split()[0].strip(",;")
    if kind not in KINDS:
        raise ValueError(f"{where}: the kind must begin with one of {', '.join(KINDS)}, not {kind!r}")
    task = rest.strip().partition("\n\n")[2].strip()
    return Exercise(named[1], named[2], kind, facts, task, folder)


@cache
def _all() -> dict[str, Exercise]:
    found = [read(path.parent) for path in HERE.glob("ch[0-9][0-9]/*/exercise.md")]
    return {each.id: each for each in sorted(found, key=lambda each: tuple(map(int, each.id.split("."))))}


def variant_fault(variant: object) -> str:
    """What is wrong with a variant that somebody typed; empty if it is one."""
    if isinstance(variant, bool) or not isinstance(variant, int) or variant < 0:
        return f"variant must be a whole number from 0, not {brief(variant)}"
    return ""


def every() -> list[Exercise]:
    """All exercises that are there, in the order of the course."""
    return list(_all().values())


def find(address: object) -> Exercise:
    """The exercise with this number.

    Raises:
        LookupError: there is none; says which there are, and the nearest.
    """
    known = _all()
    wanted = str(address).strip()
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=1, cutoff=0.5)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise LookupError(f"there is no exercise {wanted!r}.{meant} There are: {', '.join(known)}.")
