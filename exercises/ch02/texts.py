"""What the checks of chapter 02 hand in where a task speaks of lines or names: texts, and nothing else."""

from exercises.engine.inputs import Input
from exercises.engine.verdict import Refusal
from exercises.engine.written import constants
from pipeline_core.lab.text import brief


class Label(str):
    """A text of a kind of its own."""

    __slots__ = ()


INPUTS = ("none", "one", "two", "twice", "three", "many", "repeated", "texts")  # of the engine's
MORE = {
    "empty": Input("texts of which some are empty", lambda: ["oak", "", "elm", "", ""]),
    "edges": Input(
        "texts with blanks, commas, line ends, and an accent that is a character of its own",
        lambda: [" oak", "elm, yew ", "\n", "fig\n", "\t,", "\udcff", "cafe\u0301"],
    ),
    "kinds": Input(
        "texts of a kind of their own, which are equal to plain ones",
        lambda: [Label("oak"), "oak", Label("elm")],
    ),
}


OWN = (
    "with {}, which are texts that stand in your answer itself, {}. Any text may be among them, also one by "
    "which your answer knows the end, or marks something."
)


MARK = (
    "with {}, of which one is a text that your answer has put behind others, as an end, {}. Any text may be "
    "among them."
)


def own_ones(bench, program, made_of):
    """What an answer makes of the texts that stand in it, each twice: by one of them it may know the end.

    That it goes wrong is told last, as the usual texts say more of whoever goes wrong with them.
    ``program``: of the texts; ``made_of``: what ought to come of them.
    """
    given = [text for text in constants(bench.watch, str) for _ in range(2)]
    _told_last(bench, program, made_of, given, OWN)


def ends(bench, program, made_of, put, texts):
    """What it makes of a text that it has ``put`` behind these, where that comes among as many."""
    for end in [item for item in put if type(item) is str and item not in texts]:
        _told_last(bench, program, made_of, [*texts[:1], end, *texts[2:]], MARK)


def _told_last(bench, program, made_of, given, said):
    if not given or bench.at_last is not None:
        return
    told, expected = brief(given, 80), made_of(given)
    stuck = said.format(told, "it is stuck")
    try:
        run = bench.run(lambda: program(list(given)), says={"deadlock": stuck, "leak": stuck})
        came = said.format(told, f"{brief(run.result, 80)} came back, and not {brief(expected, 80)}")
        bench.require(run.result == expected, came, run)
    except Refusal as refusal:
        bench.at_last = refusal


def known_again(text):
    """An equal text that is another object; of one character there is only one."""
    return "".join([text[:1], text[1:]]) if type(text) is str else text
