"""How fast the tuning panel answers, on screen, and what watching a pipeline costs it.

Run it as ``python -m tests.benchmarks.instruments``. On screen: from the key that moves a slider to the
moment at which the new picture stands in the page, in a real JupyterLab and a real browser, seen by a
``MutationObserver`` in the page. Cost: items a second of a pipeline that does nothing, watched and not
watched, in turns in one process.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from pipeline_core import PipelineManager
from pipeline_core.lab import TuningPanel
from pipeline_core.lab.pipelines import live
from pipeline_core.lab.pipelines.tuning_panel import PRESETS
from tests.browser.server import Desk, JupyterLab, launch

PANEL = "from pipeline_core import lab\nlab.TuningPanel()"
MOVES, ROUNDS, ITEMS = 15, 7, 600_000

WATCH = """slider => new Promise(resolve => {
    const page = slider.closest('.jp-OutputArea');
    const begun = performance.now();
    const seen = new MutationObserver(() => {
        const image = page.querySelector('img');
        if (image && image.src !== before) {
            seen.disconnect();
            image.decode().then(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
        }
    });
    const before = page.querySelector('img').src;
    seen.observe(page, {childList: true, subtree: true, attributes: true});
    slider.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));
})"""


def on_screen() -> list[float]:
    """Milliseconds from a key to the new picture."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright)
        if browser is None:
            raise SystemExit("no Chromium or Chrome is installed")
        server = JupyterLab(Path(folder))
        try:
            desk = Desk(server, browser.new_context(viewport={"width": 1280, "height": 1000}))
            desk.open("panel", [PANEL])
            desk.output(0).locator("img").wait_for()
            slider = desk.page.get_by_role("slider").nth(1)
            slider.focus()
            times = [slider.evaluate(WATCH) for _ in range(MOVES)]
            desk.close()
            return times
        finally:
            server.close()
            browser.close()


def in_the_kernel() -> list[float]:
    """Milliseconds of one answer: prediction, simulation, picture."""
    panel, times = TuningPanel(), []
    for _ in range(3):
        for preset in PRESETS.values():
            begun = time.perf_counter()
            panel.set(preset)
            times.append((time.perf_counter() - begun) * 1000)
    return times


def rate(watched: bool) -> float:
    """Items a second through three stages that do nothing."""
    with PipelineManager(maxsize=64) as manager:
        for _ in range(3):
            manager.add_worker(lambda item: item)
        begun = time.perf_counter()
        manager.start(range(ITEMS))
        if watched:
            live.live(manager)
        else:
            manager.wait_for_completion()
        return ITEMS / (time.perf_counter() - begun)


def main() -> None:
    """Print the figures."""
    kernel = in_the_kernel()
    print(
        f"one answer in the kernel: median {statistics.median(kernel):.0f} ms, longest {max(kernel):.0f} ms"
    )
    screen = on_screen()
    print(f"from key to picture: median {statistics.median(screen):.0f} ms, longest {max(screen):.0f} ms")
    ratios = [rate(True) / rate(False) for _ in range(ROUNDS)]
    print(f"watched over not watched, items a second: median {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main()
