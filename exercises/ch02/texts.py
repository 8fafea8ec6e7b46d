"""What the checks of chapter 02 hand in where a task speaks of lines or names: texts, and nothing else."""

from exercises.engine.inputs import Input

INPUTS = ("none", "one", "two", "twice", "three", "many", "repeated", "texts")  # of the engine's
MORE = {
    "empty": Input("texts of which some are empty", lambda: ["oak", "", "elm", "", ""]),
    "edges": Input(
        "texts with blanks, commas and line ends", lambda: [" oak", "elm, yew ", "\n", "fig\n", "\t,"]
    ),
}
