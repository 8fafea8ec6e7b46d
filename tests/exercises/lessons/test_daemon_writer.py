"""The program that is cut off leaves half a line behind."""

import pytest

from tests.core.helpers import run_python


@pytest.mark.parametrize(
    ("kind", "end"), [("daemon", "order 3: 2 x "), ("thread", "end of file: all orders are complete\n")]
)
def test_a_program_cuts_its_daemon_thread_off_in_the_middle_of_a_line(kind, end, tmp_path):
    """Neither the second half nor the finally block is run; a thread that was asked and joined does both."""
    path = tmp_path / "orders.txt"
    run_python(f"from exercises.lessons import daemon_writer\ndaemon_writer.main({str(path)!r}, {kind!r})")
    written = path.read_text(encoding="utf-8")
    assert written.startswith("order 1: 2 x coffee, paid\norder 2: 2 x coffee, paid\norder 3: 2 x ")
    assert written.endswith(end)
