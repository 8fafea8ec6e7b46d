"""The timelines of 9.4 have one right answer each, and their picture does not tell it."""

import pytest

from exercises.ch09.three_limits import check as judge
from exercises.ch09.three_limits.timelines import STAGES, drawn, gain, of_kind, roomy, seen
from exercises.engine.check import judged

VARIANTS = [0, 1, 2, 7, 20, 33, 12345]
RIGHT = {"first": "e", "second": "f", "third": "b", "worker": "a", "queues": "b"}

each_variant = pytest.mark.parametrize("variant", VARIANTS)


@each_variant
def test_each_run_is_limited_by_what_it_was_made_for(variant):
    """One part never waits in the middle, all others do; in the uneven run every part waits."""
    for line in drawn(variant):
        found = seen(line)
        expected = {"stage": "load", "source": "source", "consumer": "consumer", "uneven": ""}[line.kind]
        assert found.limit == expected
        busy = sorted(found.part(name, "working") for name in ("source", *STAGES, "consumer"))
        assert busy[-2] < 0.85


@each_variant
def test_the_longest_bars_are_not_those_of_the_limit(variant):
    """In the run whose limit is a stage, another stage has longer bars, and time left."""
    found = of_kind("stage", variant)
    assert found.line.infer[0] > 1.5 * found.line.load[0]
    assert found.part("infer", "starved") > 0.2


@each_variant
def test_what_gains_gains_clearly_and_the_rest_nothing(variant):
    """A worker at the limit, and longer queues in the uneven run; nobody has to guess at a few per cent."""
    stage = of_kind("stage", variant).line
    assert gain(stage, stage.more("load")) > 0.2
    for other in ("infer", "save"):
        assert abs(gain(stage, stage.more(other))) < 0.01
    for line in drawn(variant):
        gained = gain(line, roomy(line))
        assert gained > 0.14 if line.kind == "uneven" else abs(gained) < 0.01


@each_variant
def test_every_wrong_option_has_its_reason(variant):
    """Whoever chooses wrong reads what speaks against it, whichever it was."""
    for question in judge.questions(variant):
        assert question.wrong.keys() | {question.answer} == question.options.keys(), question.name


@each_variant
def test_the_picture_tells_each_lane_and_no_conclusion(variant):
    """Who can't see the picture can answer from its sentence, and has to answer."""
    told = judge.JUDGE.picture(variant).alt
    for word in ("bottleneck", "limit", "pace", "because", "uneven"):
        assert word not in told
    assert told.count("infer/1") == 3
    drawn_words = [
        text.get_text() for axes in judge.JUDGE.picture(variant).figure.axes for text in axes.texts
    ]
    assert "bottleneck" not in drawn_words


def test_variants_differ():
    """A class of ten does not share one answer."""
    answers = {tuple(question.answer for question in judge.questions(variant)) for variant in range(1, 11)}
    assert len(answers) >= 4


def test_what_is_shown_with_the_passed_verdict_compares_the_queues():
    """Before and after."""
    verdict = judged("9.4", RIGHT)
    assert verdict.passed
    assert "maxsize 16" in verdict.picture.alt


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"first": "b"}, "who behind it"),
        ({"second": "a"}, "who behind it"),
        ({"second": "d"}, "Who in front of it"),
        ({"third": "a"}, "who behind it"),
        ({"third": "e"}, "Who in front of it"),
        ({"third": "f"}, "without a gap"),
    ],
)
def test_a_wrong_answer_gets_its_own_reason(change, said):
    """Beyond the gallery: other options."""
    verdict = judged("9.4", RIGHT | change)
    assert not verdict.passed
    assert said in verdict.message
