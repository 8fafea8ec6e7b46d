"""Pictures, the disk that may be full, and the contact sheet of chapter 10."""

import errno

import pytest
from PIL import Image

from exercises.lessons.albums import Disk, contact_sheet, make_pictures


def test_pictures_are_those_that_were_asked_for(tmp_path):
    """So many, of that size, the same each time, and no two alike."""
    one = make_pictures(tmp_path / "one", 5, side=90)
    other = make_pictures(tmp_path / "other", 5, side=90)
    contents = [path.read_bytes() for path in one]
    assert contents == [path.read_bytes() for path in other]
    assert len(set(contents)) == 5
    for path in one:
        with Image.open(path) as image:
            assert image.size == (90, 60)


def test_a_full_disk_keeps_the_part_that_fits(tmp_path):
    """The file is there, cut; the error names it, and is the one of a real disk."""
    disk = Disk(room=5)
    disk.write(tmp_path / "a", b"abc")
    with pytest.raises(OSError, match=r"b'?$") as caught:
        disk.write(tmp_path / "b", b"defg")
    assert caught.value.errno == errno.ENOSPC
    assert (tmp_path / "b").read_bytes() == b"de"


def test_where_nothing_may_be_written_nothing_is(tmp_path):
    """As in a folder of somebody else's."""
    with pytest.raises(PermissionError):
        Disk(denied=True).write(tmp_path / "a", b"abc")
    assert list(tmp_path.iterdir()) == []


def test_the_contact_sheet_says_how_many_it_shows(tmp_path):
    """A row that is not full is a row."""
    picture = contact_sheet(make_pictures(tmp_path / "some", 5, side=60), columns=4)
    assert picture.alt == "A contact sheet of 5 pictures in 2 rows of 4."
