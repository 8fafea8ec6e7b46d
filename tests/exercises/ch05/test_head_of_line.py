"""The timeline of 5.4 has one right answer in each variant, and its picture does not tell it."""

import pytest

from exercises.ch05.head_of_line import check as judge
from exercises.ch05.head_of_line.timelines import changes, seen, settings
from exercises.engine.check import judged

VARIANTS = [0, 1, 2, 7, 20, 33, 12345]
RIGHT = {"head": 4, "held": 5, "why": "d", "idle": "b", "cure": "c"}

each_variant = pytest.mark.parametrize("variant", VARIANTS)


@each_variant
def test_what_is_read_off_the_run_is_what_was_put_into_it(variant):
    """The slow item is the head, and with it max_in_flight items are in the stage."""
    found = seen(settings(variant))
    assert found.head == found.chosen.slow
    assert found.held == found.chosen.in_flight - 1
    assert len(found.idle()) == found.chosen.sub_workers - 1


@each_variant
def test_only_giving_up_the_order_ends_the_gap(variant):
    """The one right cure is far better than each of the others, which are hardly better than none."""
    found = seen(settings(variant))
    gaps = {letter: seen(chosen).length for letter, (_, chosen) in changes(found.chosen).items()}
    right = gaps.pop(judge.questions(variant)[-1].answer)
    assert right < min(gaps.values()) / 2
    assert min(gaps.values()) > found.length / 2


@each_variant
def test_every_wrong_option_has_its_reason(variant):
    """Whoever chooses wrong reads what speaks against it, whichever it was."""
    for question in judge.questions(variant):
        if hasattr(question, "options"):
            assert question.wrong.keys() | {question.answer} == question.options.keys(), question.name
        else:
            assert question.low
            assert question.high


@each_variant
def test_the_picture_tells_each_lane_and_no_conclusion(variant):
    """Who can't see the picture can answer from its sentence, and has to answer."""
    told = judge.JUDGE.picture(variant).alt
    found = seen(settings(variant))
    for item in range(found.chosen.slow, found.chosen.items):
        assert f"item {item} from" in told
    for word in ("slow", "head", "held", "bottleneck", "order of", "because"):
        assert word not in told
    assert f"at {1000 * found.late:.0f} ms the queue fetch holds {found.chosen.room}" in told


def test_variants_differ():
    """A class of ten does not share one answer."""
    answers = {tuple(question.answer for question in judge.questions(variant)) for variant in range(1, 11)}
    assert len(answers) >= 5


def test_what_is_shown_with_the_passed_verdict_compares_the_changes():
    """The price of the cure is to be seen: each lane has the numbers of the items, in its own order."""
    verdict = judged("5.4", RIGHT)
    assert verdict.passed
    assert verdict.picture is not None
    assert "ordered=False" in verdict.picture.alt
    drawn = [text.get_text() for text in verdict.picture.figure.axes[0].texts]
    assert drawn.count("4") == 5  # in each of the five lanes
    assert "<img" in verdict.html


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"head": 3}, "too low"),
        ({"held": 11}, "only bars that end before"),
        ({"why": "a"}, "there is work in front of the stage"),
        ({"why": "c"}, "there is room"),
        ({"idle": "a"}, "whoever is free"),
        ({"idle": "d"}, "there is room: the queue `save`"),
        ({"cure": "z"}, "none of the letters"),
    ],
)
def test_a_wrong_answer_gets_its_own_reason(change, said):
    """Beyond the gallery: every other option."""
    verdict = judged("5.4", RIGHT | change)
    assert not verdict.passed
    assert said in verdict.message
