"""Every stored notebook keeps the rules, and every rule can be broken."""

import copy

import nbformat
import pytest

from tests.notebooks import rules

PATTERN = rules.ROOT / "notebooks" / "02_queues_and_backpressure.ipynb"


def problems(rule, path):
    """Apply one rule to one stored notebook."""
    return list(rule(nbformat.read(path, as_version=4), path))


@pytest.mark.parametrize("path", rules.NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize("rule", rules.EVERYWHERE, ids=lambda rule: rule.__name__)
def test_every_notebook_keeps_the_rule(rule, path):
    """What is stored in git is executed, clean, readable without a kernel, and private to nobody."""
    assert problems(rule, path) == []


@pytest.mark.parametrize("path", rules.CHAPTERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("rule", rules.IN_CHAPTERS, ids=lambda rule: rule.__name__)
def test_every_chapter_keeps_the_rule(rule, path):
    """A chapter opens, closes, and keeps the learner busy as all chapters do."""
    assert problems(rule, path) == []


def test_there_is_something_to_look_at():
    """The suite would be green with no notebook at all: there is a chapter, and there are its exercises."""
    assert PATTERN in rules.CHAPTERS
    assert len(rules.NOTEBOOKS) > len(rules.CHAPTERS)


def say(notebook, place, text):
    """Add text to a cell."""
    notebook.cells[place].source += text


def change(notebook, old, new, start=0):
    """Replace text in all cells from one on."""
    for cell in notebook.cells[start:]:
        cell.source = cell.source.replace(old, new)


def show(notebook, text, name="stdout"):
    """Add a line to the first output cell."""
    rules.code(notebook)[0].outputs.append(nbformat.v4.new_output("stream", name=name, text=text))


def picture(notebook):
    """Find the first picture that is stored."""
    outputs = (output for cell in rules.code(notebook) for output in cell.outputs)
    return next(output for output in outputs if "image/png" in output.get("data", {}))


BREACHES = {
    "a cell ran twice": ("counts_run_from_one", lambda nb: rules.code(nb)[1].update(execution_count=9)),
    "a cell never ran": ("counts_run_from_one", lambda nb: rules.code(nb)[1].update(execution_count=None)),
    "an editor's settings": ("metadata_is_clean", lambda nb: nb.metadata.update(vscode={})),
    "a folded cell": ("metadata_is_clean", lambda nb: nb.cells[1].metadata.update(collapsed=True)),
    "a widget's state": ("metadata_is_clean", lambda nb: picture(nb).data.update({rules.LIVE: {}})),
    "a warning": ("outputs_are_good", lambda nb: show(nb, "DeprecationWarning", name="stderr")),
    "a home folder": ("nothing_private", lambda nb: say(nb, 2, "\n# /home/someone/log")),
    "an address": ("nothing_private", lambda nb: show(nb, "<Thread at 0x7f3a5c0d1e80>")),
    "a package index": ("nothing_private", lambda nb: show(nb, "Looking in https://" + "pypi" + ".org")),
    "a dead link": ("links_resolve", lambda nb: say(nb, 0, " [more](99_nowhere.ipynb)")),
    "a picture without alt": ("pictures_have_alt", lambda nb: picture(nb).metadata.clear()),
    "an empty alt": ("pictures_have_alt", lambda nb: say(nb, 0, " ![](x.png)")),
    "no minutes": ("opens_as_a_chapter", lambda nb: change(nb, "minutes", "moments")),
    "no needs": ("opens_as_a_chapter", lambda nb: change(nb, "**You need**", "Needed:")),
    "three questions": ("opens_as_a_chapter", lambda nb: say(nb, 0, "\n3. And what else?\n")),
    "no glossary": ("closes_as_a_chapter", lambda nb: nb.cells.pop(-2)),
    "no look at threads": ("closes_as_a_chapter", lambda nb: nb.cells[-1].update(source="assert True")),
    "an unexplained term": ("glossary_holds_new_terms", lambda nb: say(nb, 3, " A **quux** is new.")),
    "only reading": ("has_something_to_do", lambda nb: change(nb, "**", "", start=20)),
    "no import cell": ("sittings_are_whole", lambda nb: nb.cells[2].update(source="pass")),
    "no place to stop": ("sittings_are_whole", lambda nb: change(nb, "### Stop here", "### Rest")),
    "too many words": ("sittings_have_their_size", lambda nb: say(nb, 1, " word" * 1_100)),
    "too many cells": ("sittings_have_their_size", lambda nb: nb.cells.extend(nb.cells[:30])),
    "a long cell": ("cells_fit_a_screen", lambda nb: say(nb, 2, "\npass" * 40)),
    "another function of that name": (
        "sliders_keep_what_they_use",
        lambda nb: rules.code(nb)[-1].update(source="def on_paper():\n    pass"),
    ),
    "pyplot": ("keeps_the_course_rules", lambda nb: say(nb, 2, "\nimport matplotlib.pyplot as plt")),
    "a shout": ("keeps_the_course_rules", lambda nb: say(nb, 1, " Well done!")),
}


@pytest.mark.parametrize("name", BREACHES)
def test_each_rule_sees_its_breach(name):
    """A rule that could not fail would hold nothing: each one refuses a chapter that breaks it."""
    rule, breach = BREACHES[name]
    notebook = copy.deepcopy(nbformat.read(PATTERN, as_version=4))
    breach(notebook)
    assert list(getattr(rules, rule)(notebook, PATTERN))


def test_every_rule_is_broken_at_least_once():
    """A new rule needs a breach of its own before anyone can rely on it."""
    broken = {rule for rule, _ in BREACHES.values()}
    assert {rule.__name__ for rule in rules.EVERYWHERE + rules.IN_CHAPTERS} == broken
