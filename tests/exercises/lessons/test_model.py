"""The model of chapter 10 comes with its package, and tells kinds of files."""

from pathlib import Path

import pytest

from exercises.lessons.model import classify


def test_this_file_is_python():
    """And a batch keeps its order."""
    rows = classify([__file__, str(Path(__file__).parents[3] / "README.md")])
    assert [kind for _, kind, _ in rows] == ["python", "markdown"]
    assert all(0 < sure <= 1 for *_, sure in rows)


def test_a_file_that_is_not_there_fails_its_batch(tmp_path):
    """By its name."""
    with pytest.raises(OSError, match="nowhere"):
        classify([__file__, str(tmp_path / "nowhere")])
