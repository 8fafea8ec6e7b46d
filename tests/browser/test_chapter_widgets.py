"""The sliders of the chapters, seen working: drawn, moved by keyboard, answered by another picture."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.timeout(240)  # a server, a browser and a kernel are started first

PANEL = """
from types import SimpleNamespace
from exercises.lessons.sliders import knobs

def model(maxsize, make, use):
    return SimpleNamespace(depths=[(0.1, maxsize), (0.2, 0)], latencies=[0.1, 0.3], elapsed=0.6)

knobs(model)
"""


def test_a_slider_moved_by_keyboard_changes_the_picture(desk):
    """Tab to the third slider, one arrow key: maxsize is 9, and so says the picture's alt text."""
    desk.open("knobs", [PANEL])
    page = desk.output(0)
    picture = page.locator("img[alt*='at most 8']")
    expect(picture).to_be_visible()
    before = picture.get_attribute("src")
    handle = page.get_by_role("slider").nth(2)
    handle.focus()
    handle.press("ArrowRight")
    after = page.locator("img[alt*='at most 9']")
    expect(after).to_be_visible()
    assert after.get_attribute("src") != before
