"""Each question of a chapter has its beliefs, and each of them can be told."""

import ast
import json
import re
from math import inf, isclose

import nbformat
import pytest
from nbclient import NotebookClient

from exercises.lessons import guesses
from exercises.lessons.beliefs.lookup import BELIEFS, belief
from tests.notebooks import rules

KEYS = re.compile(r"(?:\d\d|ward)\.[a-z_]+")
TOLD = [path for path in rules.NOTEBOOKS if path.parent.name == "notebooks"]
CELLS = [
    cell
    for path in TOLD
    for cell in rules.code(nbformat.read(path, as_version=4))
    if "compare(" in cell.source
]
ENTRIES = [(key, match) for key, (_, sentences) in BELIEFS.items() for match in sentences]


def keys_in(cell):
    """The keys that stand in a cell, in its calls or in a dict of its questions."""
    nodes = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Constant)]
    return [str(node.value) for node in nodes if KEYS.fullmatch(str(node.value))]


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.id)
def test_each_guess_of_a_chapter_is_about_something(cell):
    """No call goes without a key: a wrong guess is told more than that it is wrong."""
    nodes = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
    calls = [node for node in nodes if ast.unparse(node.func) == "compare"]
    assert all("about" in {each.arg for each in call.keywords} for call in calls)
    assert len(keys_in(cell)) >= len(calls) > 0


def test_the_keys_are_those_that_the_chapters_ask_for():
    """Each key exists, and each is asked for once: a question has beliefs of its own."""
    assert sorted(key for cell in CELLS for key in keys_in(cell)) == sorted(BELIEFS)


def tolerance(key):
    """How near a guess has to come, as the chapter's cell has it."""
    nodes = [node for cell in CELLS for node in ast.walk(ast.parse(cell.source))]
    for call in [node for node in nodes if isinstance(node, ast.Call)]:
        given = {each.arg: each.value.value for each in call.keywords if isinstance(each.value, ast.Constant)}
        if given.get("about") == key:
            return {name: given[name] for name in ("factor", "within") if name in given}
    return {}  # its key comes out of a dict, and its answer is a word


def probes(match):
    """What fits, as samples: both ends of a range, and numbers on the way to an end that is open."""
    if match is None:
        return [0, 1e-3, 0.5, 7, 13, 1e3, 1e9]
    if not isinstance(match, tuple):
        return [match]
    low, high = match
    return [low, (low + high) / 2, high] if high < inf else [low, 2 * low, 10 * low + 5, 1e9]


def reached(key, match, actuals, capsys, options):
    """Whether the sentence is told to some wrong guess that fits."""
    for actual in actuals:
        for guess in probes(match):
            guesses.compare(guess, actual, **options, about=key)
    return f"\n{BELIEFS[key][1][match]}\n" in capsys.readouterr().out


@pytest.mark.parametrize(("key", "match"), ENTRIES)
def test_each_belief_is_told_to_some_wrong_guess(key, match, capsys):
    """It is hidden neither behind an earlier one nor behind the answer that is right."""
    assert reached(key, match, probes(BELIEFS[key][0]), capsys, tolerance(key))


@pytest.mark.parametrize("key", BELIEFS)
def test_no_belief_is_about_what_is_right(key, capsys):
    """A right guess is told that it is right and no more, and no sentence is meant for it."""
    truth, sentences = BELIEFS[key]
    for actual in probes(truth):
        guesses.compare(actual, actual, about=key)
        assert len(capsys.readouterr().out.splitlines()) == 1
    if isinstance(truth, tuple):
        exact = [match for match in sentences if isinstance(match, int | float)]
        assert not [match for match in exact if truth[0] <= match <= truth[1]]
    else:
        assert belief(key, truth, truth) == sentences.get(None, "")


@pytest.mark.parametrize("key", BELIEFS)
def test_where_something_else_came_out_no_belief_is_told(key, capsys):
    """The reader may have changed the program: then the sentences need not be true."""
    guess, other = ("a", "z") if isinstance(BELIEFS[key][0], str) else (20, 1e12)
    guesses.compare(guess, other, about=key)
    assert capsys.readouterr().out.endswith(" Why?\n")


RECORDER = """
import json
from exercises.lessons import guesses

def compare(guess, actual, *, about, **options):
    print("ASKED", json.dumps([about, actual, options]))

guesses.compare = compare
"""


@pytest.mark.wide
@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.stem)
def test_what_comes_out_in_the_chapter_is_what_the_beliefs_are_for(path, capsys):
    """As the stored chapter stands, each of its questions can tell each of its beliefs."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(RECORDER))
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources=resources).execute()
    printed = [output.get("text", "") for cell in rules.code(notebook) for output in cell.outputs]
    asked = [json.loads(line) for line in re.findall("ASKED (.*)", "".join(printed))]
    own = path.stem.removeprefix("the_").partition("_")[0]
    assert sorted(key for key, _, _ in asked) == sorted(key for key in BELIEFS if key.split(".")[0] == own)
    for key, actual, options in asked:
        truth, sentences = BELIEFS[key]
        options.pop("unless", None)
        if not isinstance(truth, tuple):  # a range is for what is measured, and a busy machine may leave it
            assert truth == actual or isclose(truth, actual, rel_tol=1e-6, abs_tol=1e-9), key
        for match in sentences:
            assert reached(key, match, probes(truth), capsys, options), (key, match)
