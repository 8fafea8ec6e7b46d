"""One server, browser and tab for all files, a notebook a test.

Without a browser the tests are skipped; in CI they fail.
One tab: loading the application anew for each test took as much processor time again as all the rest.
"""

from __future__ import annotations

import os

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import sync_playwright

from tests.browser.server import Desk, JupyterLab, launch

NONE = "no Chromium or Chrome is installed (apt-get install chromium, or playwright install chromium)"


@pytest.fixture(scope="package")
def browser():
    """A headless browser that is already installed."""
    with sync_playwright() as playwright:
        running = launch(playwright)
        if running is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(NONE)
        yield running
        running.close()


@pytest.fixture(scope="package")
def server(browser, tmp_path_factory):
    """JupyterLab on loopback; asked for after the browser, so that none is started in vain."""
    running = JupyterLab(tmp_path_factory.mktemp("jupyterlab"))
    yield running
    running.close()


@pytest.fixture(scope="package")
def tab(browser, server):
    """A tab of a fresh browser profile, in which the application is loaded once."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, device_scale_factor=1)
    opened = Desk(server, context)
    yield opened
    opened.close()
    context.close()


@pytest.fixture
def desk(tab):
    """The tab with no notebook open. The test fails if the page's console showed an error."""
    tab.errors.clear()
    yield tab
    tab.clear()
    assert tab.errors == []
