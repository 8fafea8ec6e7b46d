"""Chapter 01's sliders, seen working: another kind of work, more threads, another timeline."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.timeout(240)  # a server, a browser and a kernel are started first

PANEL = "from exercises.lessons import overlap\noverlap.work_knobs()"


def test_more_threads_by_keyboard_and_another_kind_by_choice_change_the_timeline(desk):
    """One arrow key halves the waits; pure Python takes as long as before."""
    desk.open("overlap", [PANEL])
    page = desk.output(0)
    expect(page.get_by_text("400 ms in all; one thread needs 400 ms.")).to_be_visible()
    handle = page.get_by_role("slider").first
    handle.focus()
    handle.press("ArrowRight")
    expect(page.get_by_text("200 ms in all")).to_be_visible()
    expect(page.locator("img[alt*='thread 2 100% sleeping']")).to_be_visible()
    page.get_by_role("combobox").select_option("pure Python")
    expect(page.get_by_text("400 ms in all")).to_be_visible()
    expect(page.locator("img[alt*='thread 2 50% working']")).to_be_visible()
