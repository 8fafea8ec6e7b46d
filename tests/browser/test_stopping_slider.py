"""The slider of chapter 04, seen working: moved by keyboard, answered by another mark and sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.timeout(240)  # a server, a browser and a kernel are started first

PANEL = """
from exercises.lessons.stopping import Price, price_knob

price_knob(lambda interval: Price(interval, 1 / interval, interval / 2))
"""


def test_the_interval_is_turned_by_keyboard(desk):
    """One arrow key to the right of 0.1 s is 0.2 s, and the picture's alt text and the sentence say so."""
    desk.open("price", [PANEL])
    page = desk.output(0)
    expect(page.locator("img[alt*='Marked: 0.1 s']")).to_be_visible()
    handle = page.get_by_role("slider").first
    handle.focus()
    handle.press("ArrowRight")
    expect(page.locator("img[alt*='Marked: 0.2 s']")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("wakes 5 times a second")
