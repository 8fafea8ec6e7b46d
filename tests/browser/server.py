"""A JupyterLab of the test's own, on loopback, and notebooks opened in it by a real browser.

Nothing is downloaded: the browser is one that is installed, and a page that asks for anything beyond
loopback makes its test fail.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import nbformat
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Playwright,
    Route,
    expect,
)

from tests.core.helpers import wait_until

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60  # seconds for a server to start, a kernel to answer, a picture to change; never slept through
expect.set_options(timeout=PATIENCE * 1000)

LOOPBACK = {"127.0.0.1", "localhost"}

# JupyterLab draws only the cells in view unless told otherwise.
SETTINGS = {
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}


def launch(playwright: Playwright) -> Browser | None:
    """Start an installed Chromium or Chrome without a window; None if there is none."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is not None:
        return playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    try:
        return playwright.chromium.launch(channel="chrome", args=list(FLAGS))  # where its installer puts it
    except Error:
        own = Path(playwright.chromium.executable_path)  # where a user has let playwright download one
        return playwright.chromium.launch(args=list(FLAGS)) if own.exists() else None


class JupyterLab:
    """A server with a folder, a token and settings of its own; ``close`` ends it and its kernels."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "notebooks"
        self.token = secrets.token_hex(16)
        settings, runtime = folder / "settings", folder / "runtime"
        for made in (self.root, settings, runtime):
            made.mkdir(parents=True)
        (settings / "overrides.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
        self.log = folder / "server.log"
        own = {
            name: str(folder / name.lower())
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR", "JUPYTERLAB_WORKSPACES_DIR")
        }
        # It asks each new kernel for its debugger, and a test that is over sooner leaves an error behind.
        page = Path(own["JUPYTER_CONFIG_DIR"], "labconfig", "page_config.json")
        page.parent.mkdir(parents=True)
        page.write_text(json.dumps({"disabledExtensions": {"@jupyterlab/debugger-extension": True}}), "utf-8")
        options = {
            "ServerApp.ip": "127.0.0.1",
            "ServerApp.port": "0",
            "ServerApp.root_dir": self.root,
            "ServerApp.allow_root": True,
            "ServerApp.open_browser": False,
            "IdentityProvider.token": self.token,
            "LabApp.app_settings_dir": settings,
            "LabApp.expose_app_in_browser": True,
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *(f"--{key}={value}" for key, value in options.items())],
                cwd=folder,
                env={**os.environ, **own, "JUPYTER_RUNTIME_DIR": str(runtime)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        info = runtime / f"jpserver-{self.process.pid}.json"
        try:
            wait_until(lambda: self._says(info), "JupyterLab says where it listens", seconds=PATIENCE)
        except BaseException:
            self.close()
            raise
        self.url = json.loads(info.read_text(encoding="utf-8"))["url"]

    def _says(self, info: Path) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"JupyterLab did not start:\n{self.log.read_text(errors='replace')}")
        return info.exists() and info.read_text(encoding="utf-8").rstrip().endswith("}")

    def ask(self, path: str, method: str = "GET") -> Any:
        """One call of the server's own interface."""
        request = Request(
            f"{self.url}api/{path}", method=method, headers={"Authorization": f"token {self.token}"}
        )
        with urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read() or b"null")

    def close(self) -> None:
        """Shut the kernels and the server down, and wait for them."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


class Desk:
    """One browser tab that opens notebooks, and keeps what went wrong in it."""

    def __init__(self, server: JupyterLab, context: BrowserContext) -> None:
        self.server, self.context = server, context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE * 1000)
        self.errors: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.errors.append(f"page error: {error}"))
        context.route("**/*", self._only_loopback)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _only_loopback(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.hostname in LOOPBACK or parts.scheme in {"data", "blob"}:
            route.continue_()
        else:
            self.errors.append(f"asked for {route.request.url}")
            route.abort()

    def open(self, name: str, cells: Sequence[str]) -> None:
        """Write a notebook of these cells, open it, and run it to the end."""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        nbformat.write(notebook, self.server.root / f"{name}.ipynb")
        self.show(f"{name}.ipynb")
        self.run_all()

    def show(self, path: str) -> None:
        """Open a notebook of the server's folder; the first one brings the application with it."""
        if not self.page.url.startswith(self.server.url):
            place = f"lab/workspaces/{secrets.token_hex(4)}?token={self.server.token}"
            self.page.goto(f"{self.server.url}{place}")
            self.page.wait_for_function("() => window.jupyterapp !== undefined")
            assert self.page.evaluate("() => window.jupyterapp.restored.then(() => true)")
        # "Idle" shows before there is a kernel at all: the notebook's own session knows.
        ready = """path => window.jupyterapp.commands.execute('docmanager:open', {path})
            .then(widget => widget.sessionContext.ready).then(() => true)"""
        assert self.page.evaluate(ready, path)
        # the commands below go to the notebook that has the focus
        self.page.wait_for_function(
            "path => window.jupyterapp.shell.currentWidget?.context?.path === path", arg=path
        )
        expect(self.page.locator(".jp-Notebook")).to_be_visible()

    def run_all(self) -> None:
        """Run every cell, and wait until the last has come back."""
        # Not the command's own result: it refers to the whole application, and cannot be sent here.
        ran = "() => window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => true)"
        assert self.page.evaluate(ran)

    def run_cell(self, place: int) -> None:
        """Run one code cell again, counted from 0, and wait until it has come back."""
        self.page.locator(".jp-CodeCell").nth(place).locator(".jp-InputPrompt").click()
        ran = "() => window.jupyterapp.commands.execute('notebook:run-cell').then(() => true)"
        assert self.page.evaluate(ran)

    def output(self, place: int) -> Locator:
        """What stands below a code cell, counted from 0."""
        return self.page.locator(".jp-CodeCell").nth(place).locator(".jp-Cell-outputWrapper")

    def clear(self) -> None:
        """Close the notebook without saving it, and shut its kernel down; the application stays."""
        close = """() => [...window.jupyterapp.shell.widgets('main')].filter(widget => widget.context)
            .forEach(widget => { widget.context.model.dirty = false; widget.close(); })"""
        self.page.evaluate(close)
        expect(self.page.locator(".jp-Notebook")).to_have_count(0)
        self._shut_kernels()

    def close(self) -> None:
        """Close the tab, and shut down the kernel of what was open."""
        self.page.close()
        self._shut_kernels()

    def _shut_kernels(self) -> None:
        for session in self.server.ask("sessions"):
            self.server.ask(f"sessions/{session['id']}", "DELETE")
