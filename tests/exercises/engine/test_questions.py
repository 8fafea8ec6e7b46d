"""Questions: nothing is judged before everything is answered, and a wrong answer gets its reason."""

import pytest

from exercises.engine.questions import Choice, Number, judge_answers
from exercises.engine.verdict import Refusal

PEAK = Number(
    "peak",
    "How deep?",
    8.0,
    unit="items",
    tolerance=0.25,
    low="The producer is faster.",
    high="maxsize is 9.",
    why="It fills up.",
)
WHO = Choice(
    "who",
    "Who waits?",
    {"a": "the producer", "b": "the consumer"},
    "a",
    {"b": "there is always something to take."},
)
BOTH = [PEAK, WHO]


def refused(questions, given):
    """The message of the refusal."""
    with pytest.raises(Refusal) as caught:
        judge_answers(questions, given)
    return caught.value.message


class Form:
    """What a form is to the judge."""

    def __init__(self, **answers):
        self.answers = answers


@pytest.mark.parametrize(
    "given",
    [
        {"peak": 8, "who": "a"},
        {"peak": 10.0, "who": "A"},
        {"peak": "6,0", "who": " (a) "},
        {"who": "a", "peak": "8.0"},
        {"who": "a", "peak": "8 items"},
        Form(peak=8, who="a"),
    ],
)
def test_right_answers_pass_in_every_usual_spelling(given):
    """The tolerance is part of the answer; letters may be large, numbers typed as text."""
    assert judge_answers(BOTH, given) == "both answers are right. It fills up."


@pytest.mark.parametrize("text", ["1,200", "1200", " 1,200.0", "1200,0", "1_200"])
def test_a_large_number_may_be_typed_as_people_type_it(text):
    """A comma between groups of three is no decimal point."""
    assert judge_answers([Number("n", "How many?", 1200.0)], {"n": text}) == "your answer is right."


@pytest.mark.parametrize(
    ("unit", "given", "told"),
    [
        ("s", 433, "n: 433 s: that is right in milliseconds, and seconds are asked for."),
        ("ms", 0.000433, "n: 0.000433 ms: that is right in seconds, and milliseconds are asked for."),
        ("s", 0.000433, "n: 0.000433 s is too low."),
        ("items", 433, "n: 433 items is too high."),
    ],
)
def test_the_error_may_be_the_unit(unit, given, told):
    """Not what was thought: so no other reason is given."""
    assert refused([Number("n", "How long?", 0.433, unit, 0.02)], given) == told


def test_a_single_question_takes_its_bare_answer():
    """check("2.2", 8) need not be a dict."""
    assert judge_answers([PEAK], 8) == "your answer is right. It fills up."


@pytest.mark.parametrize(
    "given", [{"peak": 8}, {"peak": 800, "who": ...}, {"peak": 8, "who": None}, Form(peak=1)]
)
def test_nothing_is_judged_before_every_question_is_answered(given):
    """Commit first: else one question could be tried until it is right."""
    assert refused(BOTH, given) == "commit to an answer first; still open: who."


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"peak": 5.9, "who": "b"}, "peak: 5.9 items is too low. The producer is faster."),
        ({"peak": 10.1, "who": "b"}, "peak: 10.1 items is too high. maxsize is 9."),
        ({"peak": 8, "who": "b"}, "who: you chose b: there is always something to take."),
        ({"peak": 8, "who": "c"}, "who: 'c' is none of the letters a, b."),
        ({"peak": 8, "who": 1}, "who: 1 is none of the letters a, b."),
        ({"peak": "many", "who": "a"}, "peak: 'many' is no number, in items."),
        ({"peak": True, "who": "a"}, "peak: True is no number, in items."),
        ({"peak": float("nan"), "who": "a"}, "peak: nan is no number, in items."),
        ({"peak": [8], "who": "a"}, "peak: [8] is no number, in items."),
        ({"peek": 8, "who": "a"}, "no question is called 'peek'. Did you mean 'peak'? They are: peak, who."),
    ],
)
def test_the_first_thing_that_is_wrong_is_said(given, told):
    """Question by question, in their order."""
    assert refused(BOTH, given) == told


@pytest.mark.parametrize("given", [None, ..., 8, [8, "a"], "8"])
def test_what_is_no_answer_is_told_the_shape_of_one(given):
    """The names of the questions stand in it, and no answer."""
    assert '{"peak": …, "who": …}' in refused(BOTH, given)
