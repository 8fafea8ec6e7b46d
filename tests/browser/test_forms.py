"""Forms in a real browser: questions answered, lines put in order by keyboard, a race played to its goal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.timeout(240)  # a server, a browser and a kernel are started first

SAMPLES = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})  # the samples are installed nowhere
from tests.exercises.samples import install
install()
from exercises import check, form
"""
MOST = 40  # presses of Tab from one control to another


def words(text):
    """A button whose text begins so; JupyterLab's own and those of other lines do not."""
    return {"name": re.compile("^" + re.escape(text))}


def tab_to(desk, control):
    """Press Tab until the control has the focus, which can be seen there."""
    for _ in range(MOST):
        if control.evaluate("each => each === document.activeElement"):
            break
        desk.page.keyboard.press("Tab")
    expect(control).to_be_focused()
    assert control.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"


def test_questions_are_answered_wrong_then_right(desk):
    """By mouse; the verdict stands in the form, and the next cell can hand the same form in."""
    desk.open("questions", [SAMPLES, 'guess = form("90.1")\nguess', 'check("90.1", guess)'])
    page = desk.output(1)
    expect(desk.output(2)).to_contain_text("not passed: commit to an answer first; still open: peak, why.")
    page.get_by_label("peak").fill("5")
    page.get_by_role("radio", **words("b)")).check()
    page.get_by_role("button", **words("Check")).click()
    verdict = page.get_by_role("status").last
    expect(verdict).to_contain_text("not passed: peak: 5 lines is too low.")
    page.get_by_label("peak").fill("8")
    expect(page.get_by_text("Changed since this verdict")).to_be_visible()
    page.get_by_role("button", **words("Check")).click()
    expect(verdict).to_contain_text("✓ passed: all 2 answers are right.")
    desk.run_cell(2)
    expect(desk.output(2)).to_contain_text("passed: all 2 answers are right.")


def test_questions_need_no_mouse(desk):
    """Tab from field to option to button; Space chooses, Enter and Space press."""
    desk.open("keys", [SAMPLES, 'form("90.1")'])
    page = desk.output(1)
    page.get_by_label("peak").focus()
    desk.page.keyboard.type("8 lines")
    tab_to(desk, page.get_by_role("radio", **words("c)")))
    desk.page.keyboard.press("Space")
    tab_to(desk, page.get_by_role("button", **words("Check")))
    desk.page.keyboard.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("not passed: why: you chose c: no.")
    page.get_by_label("peak").focus()
    tab_to(desk, page.get_by_role("radio", **words("b)")))
    desk.page.keyboard.press("Space")
    expect(page.get_by_text("Changed since this verdict")).to_be_visible()
    tab_to(desk, page.get_by_role("button", **words("Check")))
    desk.page.keyboard.press("Space")
    expect(page.get_by_role("status").last).to_contain_text("✓ passed: all 2 answers are right.")


def test_lines_are_put_in_order_by_keyboard_alone(desk):
    """A button keeps its focus, so that a line is moved by pressing again; the verdict stands below."""
    desk.open("order", [SAMPLES, 'order = form("90.3")\norder'])
    page, keys = desk.output(1), desk.page.keyboard
    said = page.get_by_role("status").first
    page.get_by_role("button", **words("A ")).focus()
    for order, letter in (("A", "A"), ("A C", "C"), ("A C E", "E"), ("A C E F", "F")):
        tab_to(desk, page.get_by_role("button", **words(f"{letter} ")))
        keys.press("Enter")
        expect(said).to_contain_text(f"Order: {order}")
    up = page.get_by_role("button", name="move line F up")
    tab_to(desk, up)
    for order in ("A C F E", "A F C E"):
        keys.press("Space")
        expect(said).to_contain_text(f"Order: {order}")
        expect(up).to_be_focused()
    page.get_by_role("button", **words("A ")).focus()
    keys.press("Enter")
    expect(said).to_contain_text("Line A is out. Order: F C E")
    expect(page.get_by_role("button", name="move line A up")).to_be_disabled()
    keys.press("Enter")
    expect(said).to_contain_text("Order: F C E A")
    tab_to(desk, page.get_by_role("button", name="move line C up"))
    keys.press("Enter")
    tab_to(desk, page.get_by_role("button", **words("Check")))
    keys.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("not passed: [] came out, not ['a', 'b'].")
    page.get_by_role("button", **words("C ")).focus()
    tab_to(desk, page.get_by_role("button", **words("D ")))
    keys.press("Enter")
    expect(said).to_contain_text("Order: C F E A D")
    tab_to(desk, page.get_by_role("button", **words("Check")))
    keys.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("✓ passed:")
    tab_to(desk, page.get_by_role("button", name="Start again"))
    keys.press("Enter")
    expect(said).to_contain_text("All lines are out. Order: nothing yet")


def test_a_race_is_played_to_its_goal(desk):
    """A move that loses nothing is told; two more, and the schedule passes; it is there to be copied."""
    desk.open("race", [SAMPLES, 'schedule = form("90.4")\nschedule', "print(schedule.schedule)"])
    page = desk.output(1)
    moves, press = page.get_by_placeholder("1 2 1 …"), page.get_by_role("button", name="Check this schedule")
    page.get_by_role("button", name="▶ Ada").click()
    expect(moves).to_have_value("1")
    press.click()
    expect(page.get_by_text("not passed: the counter ends at 2: no update was lost.")).to_be_visible()
    for name, made in (("Bob", "1 2"), ("Ada", "1 2 1")):
        page.get_by_role("button", name=f"▶ {name}").click()
        expect(moves).to_have_value(made)
    expect(page.get_by_text("Changed since this verdict")).to_be_visible()
    press.press("Enter")
    expect(page.get_by_role("status").last).to_contain_text("✓ passed: this schedule does it")
    shown = page.get_by_text("Your schedule so far, 3 moves, to copy:").locator("code").inner_text()
    desk.run_cell(2)
    expect(desk.output(2)).to_contain_text(shown)
