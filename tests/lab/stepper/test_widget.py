"""``Stepper``: the widget, driven through the buttons' own clicks, and its still picture."""

from __future__ import annotations

import re
from html import unescape
from queue import Queue
from threading import Lock, Thread

import ipywidgets
import pytest

from pipeline_core import lab
from pipeline_core.lab.stepper import page as columns
from pipeline_core.lab.stepper import session as sessions
from pipeline_core.lab.stepper import wait_graph
from tests.core.helpers import run_python
from tests.lab.programs import together
from tests.lab.stepper.test_session import LOSE, counter, dead_consumer, two_locks


def buttons(stepper, kind=ipywidgets.Button):
    """Every button of the widget by what is written on it, in the order of the page."""
    todo, found = [stepper], {}
    while todo:
        widget = todo.pop(0)
        if isinstance(widget, kind):
            found[widget.description] = widget
        todo = [*getattr(widget, "children", ()), *todo]
    return found


def click(stepper, *names):
    for name in names:
        button = buttons(stepper)[name]
        assert not button.disabled, name
        button.click()


def page(stepper):
    """The text of the whole page, without tags."""
    return plain("\n".join(w.value for w in htmls(stepper)))


def htmls(widget):
    own = [widget] if isinstance(widget, ipywidgets.HTML) else []
    return own + [w for child in getattr(widget, "children", ()) for w in htmls(child)]


def plain(page):
    return unescape(re.sub(r"<[^>]+>", " ", page))


def banner(stepper):
    return " ".join(plain(stepper._said.value).split())


# -- clicking ----------------------------------------------------------------------------------


def test_six_clicks_lose_an_update_and_undo_brings_it_back() -> None:
    """The banner asks, then says expected and got; the boxes follow; undo opens the last move again."""
    stepper = lab.Stepper(counter, expected=2)
    names = ["Undo", "Restart", "Play to the end", "1 ▶ Ada", "2 ▶ Bob"]
    assert list(buttons(stepper)) == names
    assert [b.disabled for b in buttons(stepper).values()] == [True, True, False, False, False]
    assert banner(stepper) == "● Your move: Ada or Bob? The thread you choose runs its next line."
    click(stepper, *["1 ▶ Ada", "2 ▶ Bob"] * 3)
    assert banner(stepper) == (
        "✗ Lost update: expected 2, got 1. Bob wrote count without having seen what Ada had written."
    )
    assert [b.disabled for b in buttons(stepper).values()] == [False, False, True, True, True]
    boxes = buttons(stepper, ipywidgets.Text)
    assert (boxes["moves"].value, boxes["schedule"].value) == ("1 2 1 2 1 2", stepper.schedule)
    assert lab.replay(counter, boxes["schedule"].value).result == 1
    assert boxes["schedule"].tooltip == stepper.schedule, "a long one is read whole on pointing"
    click(stepper, "Undo")
    assert banner(stepper) == "● Only Bob can move."
    assert boxes["moves"].value == "1 2 1 2 1"
    click(stepper, "Restart", "Play to the end")
    assert banner(stepper) == "✓ Finished: the result is 2, as expected."


def test_the_next_line_of_each_thread_is_marked_in_its_source() -> None:
    """With a sign, for screen readers too; the variables stand under it."""
    stepper = lab.Stepper(counter)
    click(stepper, "1 ▶ Ada")
    columns = [plain(w.value) for w in htmls(stepper._threads)]
    marked = [re.search(r"▶ +(.*?)  ", text).group(1) for text in columns]
    assert marked == ["n = n + 1", "n = count"]
    assert [text.count("▶") for text in columns] == [1, 1]
    assert "n = 0" in columns[0]
    assert 'aria-current="step"' in htmls(stepper._threads)[0].value
    label = re.search(
        r'aria-label="(Ada: can move; next line \d+: n = n \+ 1)"', htmls(stepper._threads)[0].value
    )
    assert label, htmls(stepper._threads)[0].value
    assert re.fullmatch(r"let Ada run line \d+: n = n \+ 1", buttons(stepper)["1 ▶ Ada"].tooltip)


def test_a_button_stays_the_same_object_so_that_it_keeps_its_focus() -> None:
    """Between two moves nothing is rebuilt; a thread that is started gets a column of its own."""

    def later():
        def child():
            print("child")

        def parent():
            print("parent")
            thread = Thread(target=child, name="child")
            thread.start()
            thread.join()

        together(parent)

    stepper = lab.Stepper(later)
    before = stepper._threads.children
    click(stepper, "1 ▶ parent", "1 ▶ parent")
    assert stepper._threads.children == before
    while "2 ▶ child" not in buttons(stepper):
        click(stepper, "1 ▶ parent")
    assert stepper._threads.children[0] is before[0]
    click(stepper, "Restart")
    assert stepper._threads.children == before


def test_a_deadlock_is_told_and_drawn() -> None:
    """Who waits is disabled on the way; at the end the circle stands under the banner, with a sentence."""
    stepper = lab.Stepper(two_locks)
    click(stepper, "1 ▶ left", "2 ▶ right", "1 ▶ left")
    assert buttons(stepper)["1 ▶ left"].disabled
    assert "waits for lock  b" in page(stepper)
    assert "<svg" not in stepper._said.value
    click(stepper, "2 ▶ right")
    assert banner(stepper).startswith("■ Deadlock: nobody can move, and no timer is left. left holds lock a")
    told = "The circle: left waits for lock b, which right holds; right waits for lock a, which left holds."
    assert f'aria-label="{told}"' in stepper._said.value
    click(stepper, "Undo")
    assert "<svg" not in stepper._said.value


def test_a_queue_shows_its_contents_and_who_waits() -> None:
    """Full, with a producer that waits for room."""
    stepper = lab.Stepper(dead_consumer)
    click(stepper, "1 ▶ producer", "1 ▶ producer")
    around = " ".join(plain(stepper._around.value).split())
    assert around.startswith("queue work 'a' 1/1 ■ waiting: producer MainThread waits for producer to end")


def test_moves_can_be_typed() -> None:
    """Numbers, with anything between them; what cannot be played is said, and nothing changes."""
    stepper = lab.Stepper(counter)
    box = buttons(stepper, ipywidgets.Text)["moves"]
    box.value = "1, 2 1"
    assert (stepper.session.moves, box.value) == ([1, 2, 1], "1 2 1")
    box.value = "1 2 1 end"
    assert banner(stepper).startswith("✓ Finished")
    done = list(stepper.session.moves)
    for typed, said in (
        ("1 two", "moves are thread numbers, as in 1 2 1 2, not 'two'"),
        ("1 3", "move 2: thread 3 cannot move now; these can: 1 (Ada), 2 (Bob)"),
        ("1 " * 201, "201 moves are too many to type; 200 are allowed"),
    ):
        box.value = typed
        assert said in page(stepper)
        assert stepper.session.moves == done
        assert box.value == " ".join(map(str, done))
    box.value = ""
    assert stepper.session.moves == []


def test_a_click_that_comes_too_late_is_answered() -> None:
    """Two clicks of one move in a row: the second says who can move, and nothing breaks."""
    stepper = lab.Stepper(two_locks)
    click(stepper, "2 ▶ right", "1 ▶ left", "1 ▶ left")
    buttons(stepper)["1 ▶ left"].click()
    assert 'role="alert"' in stepper._said.value
    assert "thread 1 cannot move now; these can: 2 (right)" in page(stepper)
    click(stepper, "2 ▶ right")
    assert 'role="alert"' not in stepper._said.value


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LookupError("<spoon>"), "LookupError: <spoon>"),
        (KeyboardInterrupt(), "Interrupted: nothing has changed."),
    ],
)
def test_a_callback_that_raises_shows_it_and_the_buttons_live_on(monkeypatch, error, said) -> None:
    """An error in the lab itself, or Ctrl-C: written above the buttons, never a dead widget."""
    stepper = lab.Stepper(counter)

    def fail(*_, **__):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(sessions, "Played", fail)
        click(stepper, "1 ▶ Ada")
    assert said in page(stepper)
    assert stepper.session.moves == []
    click(stepper, "1 ▶ Ada")
    assert said not in page(stepper)


def test_the_first_thread_has_a_column_where_it_has_a_choice() -> None:
    """Elsewhere a line tells what it waits for."""

    def consumer_beside():
        work = Queue()
        thread = Thread(target=work.get, name="consumer")
        thread.start()
        work.put(1)
        thread.join()

    assert "0 ▶ MainThread" in buttons(lab.Stepper(consumer_beside))
    stepper = lab.Stepper(counter)
    assert "0 ▶ MainThread" not in buttons(stepper)
    assert "MainThread waits for Ada to end" in " ".join(page(stepper).split())


# -- the still picture -------------------------------------------------------------------------


def rows(html):
    table = re.search(r"<table.*?</table>", html, re.DOTALL).group()
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in table.split("<tr>")[1:]]
    return [[" ".join(plain(cell).split()) for cell in row] for row in cells]


def test_the_still_picture_is_the_table_of_the_moves_with_the_values_after_each() -> None:
    """What a reader without a kernel sees: six moves, who made them, and the counter that ends at 1."""
    html = lab.Stepper(counter, expected=2).static(LOSE)._repr_html_()
    assert rows(html) == [
        ["", "Ada", "Bob", "count"],
        ["1", "n = count n is 0", "", "0"],
        ["2", "", "n = count n is 0", "0"],
        ["3", "n = n + 1 n is 1", "", "0"],
        ["4", "", "n = n + 1 n is 1", "0"],
        ["5", "count = n", "", "1"],
        ["6", "", "count = n", "1"],
    ]
    assert "Lost update: expected 2, got 1." in html
    assert "<script" not in html
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")


def test_locks_and_waiting_stand_in_the_table() -> None:
    """Who holds what after each move, and the move after which a thread has to wait."""
    assert rows(lab.Stepper(two_locks).static([1, 2, 1, 2])._repr_html_()) == [
        ["", "left", "right", "lock a", "lock b"],
        ["1", "with a:", "", "left", "free"],
        ["2", "", "with b:", "left", "right"],
        ["3", "with b: waits for lock b (held by right)", "", "left", "right"],
        ["4", "", "with a: waits for lock a (held by left)", "left", "right"],
    ]


def test_the_notebook_gets_the_widget_and_a_twin_in_html_and_text() -> None:
    """Before any move the twin shows ``shown``; the learner's own moves are untouched by it."""
    stepper = lab.Stepper(counter, expected=2, shown=LOSE)
    bundle = stepper._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert rows(bundle["text/html"])[6] == ["6", "", "count = n", "1"]
    assert bundle["text/plain"].splitlines() == [
        "  1  Ada: n = count",
        "  2  Bob: n = count",
        "  3  Ada: n = n + 1",
        "  4  Bob: n = n + 1",
        "  5  Ada: count = n",
        "  6  Bob: count = n",
        "Lost update: expected 2, got 1.",
        "Bob wrote count without having seen what Ada had written.",
    ]
    assert (stepper.session.moves, len(stepper.session.states)) == ([], 1)
    click(stepper, "2 ▶ Bob")
    assert rows(stepper.static()._repr_html_())[1:] == [["1", "n = count n is 0", "0"]]


@pytest.mark.parametrize(
    ("asked", "made", "said"),
    [
        ((1, 2, 3), 2, "Of the moves 1 2 3 the first 2 fit this program. Move 3: thread 3 cannot move now;"),
        ((1, 3, 1), 1, "Of the moves 1 3 1 the first fits this program. Move 2: thread 3 cannot move now;"),
        ((3, 1), 0, "Of the moves 3 1 none fits this program. Move 1: thread 3 cannot move now; these can:"),
        ((*LOSE, 1, -1), 6, "the first 6 fit this program. Move 7: the program is over (finished)"),
    ],
)
def test_moves_that_do_not_fit_are_shown_as_far_as_they_do(asked, made, said) -> None:
    """Written for another program than the learner has made of it: the picture, a line, no traceback."""
    stepper = lab.Stepper(counter, expected=2, shown=asked)
    bundle = stepper._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    for still in (stepper.static(), stepper.static(asked), lab.Stepper(counter).static(list(asked))):
        assert said in plain(still._repr_html_())
        assert len(still.states) == made + 1
        assert said in str(still)
    assert said in plain(bundle["text/html"])
    assert (stepper.session.moves, len(stepper.session.states)) == ([], 1)
    click(stepper, "2 ▶ Bob")
    assert said not in stepper.static()._repr_html_()


def test_without_any_move_the_still_picture_shows_the_beginning() -> None:
    """Each thread's code with its next line."""
    still = lab.Stepper(counter).static()
    assert plain(still._repr_html_()).count("▶") == 2
    assert str(still) == "Your move: Ada or Bob?\nThe thread you choose runs its next line."


def test_text_of_the_program_is_never_taken_for_markup() -> None:
    """Names, values, lines and what is printed."""

    def tags():
        values = ["<u>&amp;"]

        def work():
            mine = "<i>"
            values.append(mine)
            print("<u>")

        work.__name__ = "<s>"
        together(work)

    stepper = lab.Stepper(tags)
    click(stepper, *["1 ▶ <s>"] * 2)
    found = "".join(w.value for w in htmls(stepper)) + stepper.static()._repr_html_()
    assert not re.search(r"<[ius]>", found)
    assert "['<u>&amp;', '<i>']" in page(stepper)


def test_a_line_that_is_longer_than_its_column_goes_on_below() -> None:
    """All of its text is there, nothing keeps it on one line, and what goes on begins further in."""

    def wide():
        forks = [Lock() for _ in range(3)]

        def sit():
            with forks[0], forks[1], forks[2]:
                pass

        together(sit)

    column = htmls(lab.Stepper(wide)._threads)[0].value
    lines = re.findall(r'style="([^"]*padding-left[^"]*)">(.*?)</div>', column)
    shown = {text: style for style, text in lines}
    [long] = [text for text in shown if "with forks[0], forks[1], forks[2]:" in plain(text)]
    [short] = [text for text in shown if "def sit():" in plain(text)]
    assert all("white-space:pre-wrap;overflow-wrap:anywhere" in style for style in shown.values())
    assert not re.search(r"white-space:pre;|nowrap|max-content|overflow-x", column)
    assert "padding-left:14ch;text-indent:-14ch" in shown[long]  # 6 before it, 4 in, and 4 more
    assert "padding-left:10ch;text-indent:-10ch" in shown[short]


def test_many_threads_are_shown_close_to_their_next_line() -> None:
    """Ten columns of three lines each; above five threads the table names the thread in each row."""

    def ten():
        out = []

        def work():
            out.append(1)
            out.append(2)
            out.append(3)
            out.append(4)

        together(*[work] * 10)

    stepper = lab.Stepper(ten)
    assert len(stepper._threads.children) == 10
    assert all(w.value.count("white-space:pre") == 3 for w in htmls(stepper._threads))
    html = stepper.static([1, 2, 3, 4, 5, 6])._repr_html_()
    assert rows(html)[:2] == [["", "thread and line", "out"], ["1", "work (thread 1): out.append(1)", "[1]"]]


# -- the circle --------------------------------------------------------------------------------


def philosophers(number):
    def program():
        forks = [Lock() for _ in range(number)]

        def dine(i):
            with forks[i], forks[(i + 1) % number]:
                pass

        def named(i):
            def sit():
                dine(i)

            sit.__name__ = f"p{i}"
            return sit

        together(*map(named, range(number)))

    return program


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_every_member_of_the_circle_is_drawn_inside_the_picture(number) -> None:
    """Threads and forks in turn, an arrow from each to the next, however many they are."""
    session = sessions.Session(philosophers(number))
    while session.state.outcome is None:
        session.move(min(session.state.runnable, key=lambda i: (len(session.state.threads[i].holds), i)))
    drawn = wait_graph.svg(session.state.threads)
    assert session.state.outcome == "deadlock"
    assert drawn.count("<rect") == drawn.count("<polygon") == 2 * number
    assert (drawn.count(">waits for<"), drawn.count(">held by<")) == (number, number)
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', drawn).groups())
    for x, y, wide, high in re.findall(r'<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"', drawn):
        assert float(x) >= 0 and float(y) >= 0  # noqa: PT018
        assert float(x) + float(wide) <= width
        assert float(y) + float(high) <= height


def test_without_a_circle_nothing_is_drawn() -> None:
    """Who waits for a queue waits for nobody in particular."""
    state = sessions.Session(dead_consumer).go([1, 2, 2, 1, 1])
    assert (state.outcome, wait_graph.svg(state.threads)) == ("deadlock", "")


def test_good_and_bad_ends_differ_by_sign_and_not_by_colour_alone() -> None:
    """So that no eye needs the colour."""
    signs = {kind: sign for kind, (sign, _) in columns.SIGNS.items()}
    bad = {signs[kind] for kind in ("failed", "deadlock", "leak", "endless", "error")}
    assert not {signs["go"], signs["finished"]} & bad
    assert signs["go"] != signs["finished"]


def test_the_lab_alone_loads_no_widgets() -> None:
    """Sessions need none; the Stepper's are loaded when it is asked for."""
    done = run_python(
        """
import sys
from pipeline_core import lab
from pipeline_core.lab.stepper.session import Session
Session(lambda: 1).finish()
print("ipywidgets" in sys.modules, "IPython" in sys.modules)
lab.Stepper
print("ipywidgets" in sys.modules)
""",
        preamble="",
    )
    assert (done.out, done.err) == ("False False\nTrue\n", "")
