"""The Stepper, played in a real browser: a lost update and a deadlock, taken back, by keyboard alone too."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.timeout(240)  # a server, a browser and a kernel are started first

COUNTER = """
from threading import Lock, Thread
from pipeline_core import lab

def counter():
    count = 0

    def add():
        nonlocal count
        n = count
        n = n + 1
        count = n

    threads = [Thread(target=add, name=name) for name in ("Ada", "Bob")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return count

lab.Stepper(counter, expected=2)
"""
LOCKS = """
from threading import Lock, Thread
from pipeline_core import lab

def locks():
    a, b = Lock(), Lock()

    def left():
        with a:
            with b:
                print("left")

    def right():
        with b:
            with a:
                print("right")

    threads = [Thread(target=f, name=f.__name__) for f in (left, right)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()

lab.Stepper(locks)
"""
TABLE = """
from functools import partial
from threading import Lock, Thread
from pipeline_core import lab

SEATS = 3

def left_first(seat, forks, _seated):
    with forks[seat], forks[(seat + 1) % SEATS]:
        pass

def dinner():
    forks = [Lock() for _ in range(SEATS)]
    threads = [Thread(target=left_first, args=(seat, forks, None)) for seat in range(SEATS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()

lab.Stepper(dinner, switch="sync")
"""


def test_a_lost_update_is_played_and_taken_back(desk):
    """Six clicks; the banner has expected and got; undo brings the last move back."""
    desk.open("counter", [COUNTER])
    page = desk.output(0)
    moves, said = page.get_by_placeholder("1 2 1 …"), page.get_by_role("status")
    expect(said).to_contain_text("Your move: Ada or Bob?")
    for count, name in enumerate(["Ada", "Bob"] * 3, 1):
        page.get_by_role("button", name=name).click()
        expect(moves).to_have_value(" ".join(["1", "2", "1", "2", "1", "2"][:count]))
    expect(said).to_contain_text("Lost update: expected 2, got 1.")
    expect(page.get_by_role("button", name="Bob")).to_be_disabled()
    schedule = page.get_by_placeholder("for lab.replay(program, …)")
    assert schedule.evaluate("box => box.scrollWidth <= box.clientWidth"), "the schedule is cut off"
    page.get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("Only Bob can move.")
    expect(page.get_by_role("button", name="Bob")).to_be_enabled()


def test_the_keyboard_is_enough(desk):
    """Tab and Enter from button to button, whose focus stays; or the moves typed into their box."""
    desk.open("keys", [COUNTER])
    page = desk.output(0)
    moves = page.get_by_placeholder("1 2 1 …")
    ada, bob = page.get_by_role("button", name="Ada"), page.get_by_role("button", name="Bob")
    ada.focus()
    ada.press("Enter")
    expect(moves).to_have_value("1")
    expect(ada).to_be_focused()
    ada.press("Tab")
    expect(bob).to_be_focused()
    bob.press("Enter")
    expect(moves).to_have_value("1 2")
    moves.fill("1 2 1 2 1 2")
    moves.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Lost update: expected 2, got 1.")
    moves.fill("3")
    moves.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("thread 3 cannot move now")
    expect(moves).to_have_value("1 2 1 2 1 2")


def test_a_deadlock_is_drawn_and_taken_back(desk):
    """Four moves; the circle is a picture with a sentence; one undo and it is gone."""
    desk.open("locks", [LOCKS])
    page = desk.output(0)
    moves = page.get_by_placeholder("1 2 1 …")
    for played, name in (("1", "left"), ("1 2", "right"), ("1 2 1", "left"), ("1 2 1 2", "right")):
        page.get_by_role("button", name=name).click()
        expect(moves).to_have_value(played)
    expect(page.get_by_role("status")).to_contain_text("Deadlock: nobody can move, and no timer is left.")
    circle = page.get_by_role("img", name="The circle: left waits for lock b, which right holds")
    expect(circle).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(circle).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("Only right can move.")


def test_who_waits_for_whom_is_drawn_after_each_move(desk):
    """`waits=True`: each click draws its arrow, up to the circle; undo takes the last one back."""
    desk.open("waits", [LOCKS.replace("lab.Stepper(locks)", "lab.Stepper(locks, waits=True)")])
    page = desk.output(0)
    graph = page.get_by_role("img", name="Who waits for whom:")
    expect(graph).to_be_visible()
    for name, told in (
        ("left", "left holds lock a."),
        ("right", "left holds lock a; right holds lock b."),
        ("left", "left holds lock a and waits for lock b; right holds lock b."),
        ("right", "left holds lock a and waits for lock b; right holds lock b and waits for lock a."),
    ):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("img", name=f"Who waits for whom: {told}", exact=True)).to_be_visible()
        expect(graph).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("Deadlock: nobody can move, and no timer is left.")
    page.get_by_role("button", name="Undo").click()
    before = "left holds lock a and waits for lock b; right holds lock b."
    expect(page.get_by_role("img", name=f"Who waits for whom: {before}", exact=True)).to_be_visible()


def test_three_columns_show_their_lines_whole(desk):
    """At the width of a notebook each is as wide as its button, and its long lines with it."""
    desk.open("table", [TABLE])
    page = desk.output(0)
    columns = page.get_by_role("group", name="can take lock")
    expect(columns).to_have_count(3)
    for place in range(3):
        column = columns.nth(place)
        line = column.locator("[aria-current=step]")
        expect(line).to_contain_text("with forks[seat], forks[(seat + 1) % SEATS]:")
        button = page.get_by_role("button", name=f"{place + 1} ▶").bounding_box()
        for part in (column, line):
            assert part.evaluate("part => part.scrollWidth - part.clientWidth") <= 0
            box = part.bounding_box()
            assert button["x"] <= box["x"]
            assert box["x"] + box["width"] <= button["x"] + button["width"]
