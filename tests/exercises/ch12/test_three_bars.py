"""12.6: what is seen of the bars is seen by the questions alone."""

import pytest
from tqdm.std import tqdm

from exercises.ch12.three_bars.bars import PROGRAMS, seen, settings


@pytest.mark.parametrize("kind", PROGRAMS)
def test_no_bar_is_drawn_above_the_questions(kind, monkeypatch):
    """The bars are real, and move; drawn, they would tell the answer before anybody has asked."""
    drawn = []

    class Drawn(tqdm):
        def __init__(self, *args, **kwargs):
            drawn.append(self)
            super().__init__(*args, **kwargs)

    monkeypatch.setattr("tqdm.auto.tqdm", Drawn)  # that of the notebook, where there is one
    seen.cache_clear()
    looks = seen(kind, settings(0))
    assert looks[1].bar < looks[1].total
    assert not drawn
