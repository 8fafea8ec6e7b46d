"""A verdict as text and as HTML: begins with its word, is cut where it is long, escapes what it shows."""

from exercises.engine.verdict import SHOWN, WIDE, Verdict
from pipeline_core import lab


def test_the_text_begins_with_the_verdict():
    """A terminal and a test read the first word."""
    assert str(Verdict("1.1", passed=True, message="2 runs.")) == "passed: 2 runs."
    assert str(Verdict("1.1", passed=False, message="no.")) == "not passed: no."


def test_it_is_true_when_it_passed_and_its_repr_is_short():
    """``if check(...)`` reads well, and a terminal does not show everything twice."""
    passed, failed = (Verdict("1.1", passed=value, message="m") for value in (True, False))
    assert passed
    assert not failed
    assert repr(failed) == "<Verdict 1.1: not passed>"


def test_at_most_thirty_lines_of_print_are_shown_and_the_rest_is_counted():
    """A page of numbers hides the verdict."""
    told = str(Verdict("1.1", passed=False, message="m", output="\n".join(map(str, range(100_000)))))
    assert f"… and {100_000 - SHOWN:,} more lines" in told
    assert len(told.splitlines()) < SHOWN + 6
    long = str(Verdict("1.1", passed=False, message="m", output="x" * 10**6))
    assert len(long) < WIDE + 100


def test_html_shows_the_same_and_escapes_what_the_answer_said():
    """Nothing an answer prints or returns becomes part of the page."""
    run = lab.simulate(lambda: "<b>bold</b>")
    told = Verdict("1.1", False, "got <i>", run=run, output="<script>", notes=["<u>"], next_step="a & b")
    for text in ("got &lt;i&gt;", "&lt;b&gt;bold", "&lt;script&gt;", "&lt;u&gt;", "a &amp; b"):
        assert text in told.html
    assert "not passed:" in told.html


def test_no_verdict_speaks_of_an_order_below_without_one():
    """A story may have no line to tell: an answer that stands on one line has none."""
    bare = Verdict("1.1", False, "in the order below it is lost.")
    assert "below" not in bare.html
    assert str(bare) == "not passed: in one order of the steps it is lost."
    told = Verdict("1.1", False, "in the order below it is lost.", run=lab.simulate(lambda: 1))
    assert "in the order below" in str(told)


def test_a_verdict_says_its_result_in_words_and_not_by_colour_alone():
    """The mark is for eyes, the word for everybody."""
    assert "not passed:" in Verdict("1.1", passed=False, message="m").html
    assert 'aria-hidden="true"' in Verdict("1.1", passed=False, message="m").html


def test_notes_and_the_next_step_come_last():
    """First what is wrong, then what was tidied up, then what to do."""
    told = Verdict("1.1", False, "m", output="out", notes=["put back"], next_step="hint")
    assert str(told).split("\n\n") == ["not passed: m", "your answer printed:\nout", "put back", "hint"]
