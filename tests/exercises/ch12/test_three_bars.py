"""12.6: what is seen of the bars is seen by the questions alone."""

import pytest

from exercises.ch12.three_bars.bars import PROGRAMS, seen, settings


@pytest.mark.parametrize("kind", PROGRAMS)
def test_no_bar_is_drawn_above_the_questions(kind, capfd):
    """The bars are real, and move; drawn, they would tell the answer before anybody has asked."""
    seen.cache_clear()
    looks = seen(kind, settings(0))
    assert looks[1].bar < looks[1].total
    assert capfd.readouterr() == ("", "")
