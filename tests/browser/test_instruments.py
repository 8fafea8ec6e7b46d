"""The instruments of the lab in a real browser: sliders that answer, gauges that move."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.timeout(240)  # a server, a browser and a kernel are started first

PANEL = """
from pipeline_core import lab
lab.TuningPanel()
"""

LIVE = """
import threading
from pipeline_core import PipelineManager, lab

gate = threading.Event()

def work(item):
    if item == 3:
        gate.wait()
    return item

def at_last(refresh):
    global looks
    looks += 1
    if looks == 12:
        gate.set()

looks = 0
with PipelineManager(maxsize=2, trace=True) as manager:
    manager.add_worker(work, name="work")
    manager.start(range(20))
    threading.Timer(1.5, gate.set).start()
    view = lab.live(manager, after=0.25)
print(view)
"""


def test_a_slider_of_the_panel_moved_by_keyboard_changes_prediction_and_picture(desk):
    """The first stage's mean goes from 4 ms to 4.5: figures, alt text and picture follow."""
    desk.open("panel", [PANEL])
    page = desk.output(0)
    picture = page.locator("img[alt*='load 4 ms']")
    expect(picture).to_be_visible()
    before = picture.get_attribute("src")
    handle = page.get_by_role("slider").nth(1)  # behind that of the number of items
    handle.focus()
    handle.press("ArrowRight")
    after = page.locator("img[alt*='load 4.5 ms']")
    expect(after).to_be_visible()
    assert after.get_attribute("src") != before
    expect(page.get_by_role("status")).to_contain_text("At most 222 results a second, by load alone")


def test_a_preset_and_the_real_clock_are_a_button_each(desk):
    """Both can be pressed by keyboard; what was measured stands beside what was simulated."""
    desk.open("presets", [PANEL])
    page = desk.output(0)
    page.get_by_role("button", name="slow tail").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("by save alone")
    page.get_by_role("button", name="Run on the real clock").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("measured")
    expect(page.locator("img[alt*='measured']")).to_be_visible()


def test_the_live_view_tells_a_stall_and_ends_in_its_timeline(desk):
    """While the pipeline stands the view says so; at the end it is finished, and the timeline is below."""
    desk.open("live", [LIVE])
    page = desk.output(0)
    expect(page.get_by_text("finished, 20 of 20 done").first).to_be_visible()
    expect(page.locator("img[alt^='Timeline of']")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "20")
